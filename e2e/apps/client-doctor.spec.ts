import { execFile } from 'node:child_process'
import { expect as expected } from 'playwright/test'
import { type App, startApp } from '../support/apps/an-app'
import { logInHere, welcomed } from '../support/apps/go-through-login'
import type { Site } from '../support/servers/site'
import { registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

test('the doctor finds no problem with an app that works, and names one wrong slash in a sentence [P41]', async ({
  page,
  person,
  mailbox,
  site,
}) => {
  const app = await startApp(site)
  try {
    await registerQuickly(page.request, person)
    await verifyQuickly(page.request, person, mailbox)
    await page.goto(app.beginUrl)
    await logInHere(page, person)
    await welcomed(page, app, person.email)
    const healthy = await examined(site, app)
    expected(healthy.says.filter((line) => /^[✗!]/.test(line))).toEqual([])
    expected(healthy.says).toContain('✓ The secret is right, and the token endpoint accepts it.')
    expected(healthy.code).toBe(0)
    await page.goto(`${app.beginUrl}?redirect_uri=${encodeURIComponent(`${app.url}/callback/`)}`)
    await expect(page.getByText('an address that isn’t registered for it')).toBeVisible()
    const { code, says } = await examined(site, app)
    const sentence = `The app asked for ${app.url}/callback/; registered is ${app.url}/callback: one slash at the end differs.`
    expected(says.filter((line) => line.includes(sentence))).toHaveLength(1)
    expected(code).toBe(1)
    // What the doctor itself tried is no fault of the app.
    expected(says.join('\n')).not.toMatch(/code or a refresh token/)
  } finally {
    app.stop()
  }
})

type Examined = { code: number; says: string[] }

/** The lines that `clients doctor` prints, and its exit code. */
function examined(site: Site, { id, secret }: App): Promise<Examined> {
  const env = { PATH: process.env.PATH, NODE_ENV: 'production' as const, ...site.settings() }
  const words = ['dist/rekey.mjs', 'clients', 'doctor', id, '--secret-stdin']
  return new Promise((resolve) => {
    const running = execFile(process.execPath, words, { env }, (error, out) =>
      resolve({ code: Number(error?.code ?? 0), says: out.split('\n') }),
    )
    running.stdin?.end(secret)
  })
}
