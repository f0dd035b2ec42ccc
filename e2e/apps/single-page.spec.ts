import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { registerAsDocumented } from '../support/apps/register-app'
import { servePage } from '../support/apps/serve-page'
import { documentedCode } from '../support/documents/documented-code'
import { freePort } from '../support/servers/free-port'
import type { Site } from '../support/servers/site'
import { registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { fill, press } from '../support/steps/person'
import { expect, test, withoutLimits } from '../support/test'

test.describe.configure({ timeout: 120_000 })
test.use({ environment: withoutLimits })

/** What a page does with the documented functions. */
const use = `
const show = async (outcome) => (document.body.textContent = await outcome.then((user) => user.email, (error) => 'Refused: ' + error.error))
Object.assign(window, { login, logout, renew: () => show(renew()) })
if (location.pathname === '/callback') await show(finishLogin())
else document.body.textContent = 'Ready'
`
const ISSUER = 'https://accounts.example.com'

test('a single-page app as documented logs a person in, renews its tokens and logs out [P5 P7 P17 P30]', async ({
  page,
  site,
  person,
  mailbox,
}, testInfo) => {
  const board = await startBoard(site)
  await registerQuickly(page.request, person)
  await verifyQuickly(page.request, person, mailbox)
  await call(page, board.url, 'login')
  await fill(page, { email: person.email, password: person.password })
  const answered = page.waitForResponse(`${site.url}/oauth/token`)
  await press(page, 'login')
  await expect(page.locator('body')).toHaveText(person.email, { timeout: 30_000 })

  const { id_token } = await (await answered).json()
  const { whoLoggedIn } = await documentedVerifier(testInfo.outputPath('verifier.ts'), site.url, board.id)
  const { user } = await (await page.request.get('/api/me')).json()
  expect(await whoLoggedIn(id_token)).toMatchObject({ sub: user.id, aud: board.id })
  await expect(whoLoggedIn(withoutSignature(id_token))).rejects.toThrow()

  for (const _ of [1, 2]) {
    const renewed = page.waitForResponse(`${site.url}/oauth/token`)
    await page.evaluate('renew()')
    expect((await renewed).status()).toBe(200)
    await expect(page.locator('body')).toHaveText(person.email, { timeout: 30_000 })
  }
  await page.evaluate('logout()')
  await expect(page).toHaveURL(`${board.url}/`)
  await page.goto('/account')
  await expect(page).toHaveURL(/\/login/)
  board.stop()
})

test('after a reload, a single-page app logs the person in again without a page [P24]', async ({
  page,
  site,
  person,
  mailbox,
}) => {
  const board = await startBoard(site)
  await registerQuickly(page.request, person)
  await verifyQuickly(page.request, person, mailbox)
  await call(page, board.url, 'login')
  await fill(page, { email: person.email, password: person.password })
  await press(page, 'login')
  await expect(page.locator('body')).toHaveText(person.email, { timeout: 30_000 })
  await call(page, board.url, 'login')
  await expect(page.locator('body')).toHaveText(person.email, { timeout: 30_000 })
  board.stop()
})

async function startBoard(site: Site) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const { id } = await registerAsDocumented(site, 'A single-page app', {
    there: 'https://board.example.com',
    here: url,
  })
  const code = documentedCode('docs/apps.md', 'A single-page app', 'js').replace(ISSUER, site.url).replace('app_…', id)
  return { id, url, stop: await servePage(port, code + use) }
}

/** Opens the page and calls one of its functions, which leaves the page. */
async function call(page: Page, url: string, name: 'login'): Promise<void> {
  await page.goto(url)
  await expect(page.locator('body')).toHaveText('Ready')
  await page.evaluate(`${name}()`)
}

/** The documented lines for the API behind an app, saved inside the project, where they can import packages. */
async function documentedVerifier(file: string, issuer: string, audience: string) {
  const code = documentedCode('docs/apps.md', 'Your own API behind an app', 'ts')
  mkdirSync(file.replace(/[^/]+$/, ''), { recursive: true })
  writeFileSync(file, code.replaceAll(ISSUER, issuer).replace('app_…', audience))
  return (await import(file)) as { whoLoggedIn: (token: string) => Promise<Record<string, unknown>> }
}

const withoutSignature = (token: string) => {
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
  return `${none}.${token.split('.')[1]}.`
}
