import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { registerAsDocumented } from '../support/apps/register-app'
import { isInstalled, startExample } from '../support/apps/start-example'
import { documentedParts } from '../support/documents/documented-code'
import { missing } from '../support/needs'
import { freePort } from '../support/servers/free-port'
import type { Site } from '../support/servers/site'
import { loginAsProgram, registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { fill, type Person, press } from '../support/steps/person'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

/** For several redirects between servers on a busy machine, in milliseconds. */
const PATIENCE = 30_000

test('docs/apps.md has the examples as they are in their folders', () => {
  const express = documentedParts('docs/apps.md', 'An app in Express', 'js').join('\n')
  expect(express).toBe(readFileSync('examples/express/server.js', 'utf8'))
  const next = ['rekey', 'login/route', 'callback/route'].map((name) =>
    readFileSync(`examples/next/app/${name}.js`, 'utf8'),
  )
  expect(documentedParts('docs/apps.md', 'An app in Next', 'js')).toEqual(next)
})

test('the lines of the README add the app and take over its secret, and the operator can let in only a few', async ({
  site,
  request,
  person,
}) => {
  await registerQuickly(request, person)
  const run = (script: string) => {
    const env = { ...site.settings(), PATH: process.env.PATH, NODE_ENV: 'production' as const }
    // The same program, without the time that npx takes.
    const fast = script.replaceAll('npx rekey', 'node dist/rekey.mjs')
    return execFileSync('bash', ['--norc', '-ec', fast], { env, encoding: 'utf8' })
  }
  const [lines = ''] = documentedParts('README.md', 'How your app knows who is logged in', 'sh')
  const start = 'cd examples/express && npm install && npm start\n'
  expect(lines.endsWith(start)).toBe(true)
  expect(run(`${lines.replace(start, '')}echo "$CLIENT_ID $CLIENT_SECRET"`)).toMatch(/^notes [\w-]{43}\n$/)
  const [limits = ''] = documentedParts('docs/apps.md', 'Who may enter', 'sh')
  expect(run(limits.replaceAll('ann@example.com', person.email))).toContain(
    `${person.email} may no longer log in to Notes.`,
  )
  run('npx rekey clients remove notes --yes')
})

const examples = { Express: 'examples/express', Next: 'examples/next' }
type Example = { origin: string; stop: () => Promise<void> }
/** One of each, because starting one takes longer than a test. */
const running = new Map<string, Promise<Example>>()
test.afterAll(async () => {
  for (const example of running.values()) await (await example).stop()
})

for (const [name, folder] of Object.entries(examples)) {
  for (const script of [true, false]) {
    test.describe(`the example in ${name}${script ? '' : ' without script'}`, () => {
      test.use({ script })
      test.skip(!isInstalled(folder), missing.examples.reason)
      let app: Example
      test.beforeEach(async ({ site, page, person, mailbox }) => {
        test.setTimeout(180_000)
        if (!running.has(folder)) running.set(folder, start(site, folder))
        app = await (running.get(folder) as Promise<Example>)
        await registerQuickly(page.request, person)
        await verifyQuickly(page.request, person, mailbox)
      })

      test('with the lines that the command prints, logs a person in, and out of Rekey as well [P17 P42]', async ({
        page,
        person,
      }) => {
        await logIn(page, app.origin, person)
        await page.getByRole('button', { name: 'Log out' }).click()
        await expect(page.getByText('Nobody is logged in.')).toBeVisible({ timeout: PATIENCE })
        await expect(page).toHaveURL(`${app.origin}/`)
        await page.goto('/account')
        await expect(page).toHaveURL(/\/login/)
      })

      test('ends its session when the session in Rekey ends elsewhere [P12]', async ({ page, person, request }) => {
        await logIn(page, app.origin, person)
        const headers = await loginAsProgram(request, person)
        expect((await request.delete('/api/sessions', { headers })).status()).toBe(204)
        await expect(async () => {
          await page.goto(app.origin)
          await expect(page.getByText('Nobody is logged in.')).toBeVisible({ timeout: 1_000 })
        }).toPass()
      })

      test('lets nobody in who comes back without having left, and believes no forged logout', async ({
        page,
        person,
      }) => {
        await page.goto(`${app.origin}/callback?code=stolen&state=stolen`)
        await expect(page).toHaveURL(`${app.origin}/`)
        await logIn(page, app.origin, person)
        const forged = await page.request.post(`${app.origin}/backchannel-logout`, {
          form: { logout_token: forgedToken },
        })
        expect(forged.status()).toBe(400)
        await page.goto(app.origin)
        await expect(page.getByText(`Logged in as ${person.email}`)).toBeVisible()
      })
    })
  }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const forgedToken = `${part({ alg: 'none', typ: 'logout+jwt' })}.${part({ sub: 'anyone', sid: 'any' })}.`

async function start(site: Site, folder: string): Promise<Example> {
  const origin = `http://localhost:${await freePort()}`
  const place = { there: 'http://localhost:4000', here: origin }
  const { configuration } = await registerAsDocumented(site, 'Register your app', place)
  const lines = [...configuration.matchAll(/^export (\w+)=(.*)$/gm)]
  return {
    origin,
    stop: await startExample(folder, origin, Object.fromEntries(lines.map(([, name, value]) => [name, value]))),
  }
}

async function logIn(page: Page, origin: string, { email, password }: Person): Promise<void> {
  await page.goto(origin)
  await page.getByRole('link', { name: 'Log in' }).click()
  await fill(page, { email, password })
  await press(page, 'login')
  await expect(page.getByText(`Logged in as ${email}`)).toBeVisible({ timeout: PATIENCE })
}
