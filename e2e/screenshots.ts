import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { runCommand } from './support/apps/an-app'
import { showEmail, showTerminal } from './support/pages/pictured'
import { neutral } from './support/servers/neutral-environment'
import type { Site } from './support/servers/site'
import { linkIn } from './support/servers/smtp-mailbox'
import { linkInEmail } from './support/steps/link-in-email'
import { loginAsProgram, logout, registerQuickly, verifyQuickly } from './support/steps/open-account'
import { addPasskey } from './support/steps/passkeys'
import { forgotPassword, login, press, register } from './support/steps/person'
import { openConsole } from './support/steps/staff'
import { turnOnTwoStep } from './support/steps/two-step'
import { test, withoutLimits } from './support/test'
import { virtualAuthenticator } from './support/virtual-authenticator'

const narrow = { width: 460, height: 640 }

for (const look of ['light', 'dark'] as const) {
  test(`the pages and a notice email, ${look}`, async ({ browser, site, mailbox, person, request }) => {
    const context = await browser.newContext({ colorScheme: look, viewport: narrow, baseURL: site.url })
    const page = await context.newPage()
    const shoot = (name: string) =>
      page.screenshot({ path: `docs/pictures/${name}-${look}.png`, animations: 'disabled' })
    const ada = { ...person, first_name: 'Ada', last_name: 'Lovelace', email: `ada.${look}@example.com` }

    await register(page, { ...ada, phone_number: '123' })
    await shoot('register')
    await register(page, ada)
    await shoot('login')
    await verifyQuickly(request, ada, mailbox)
    await forgotPassword(page, ada)
    await page.goto(linkIn(await mailbox.waitFor(ada.email, { subject: /reset/i })))
    await shoot('reset-password')
    await login(page, ada)
    // Wide enough to show the navigation next to the content.
    await page.setViewportSize({ width: 900, height: 820 })
    await page.goto('/account')
    await shoot('account')
    await loginAsProgram(request, ada)
    await page.goto('/account/sessions')
    await shoot('sessions')
    const authenticator = await virtualAuthenticator(page)
    await addPasskey(page)
    await shoot('passkeys')
    await authenticator.remove()
    await page.goto('/account/security/authenticator-app')
    await press(page, 'setUpApp')
    await page.locator('svg.qr').waitFor()
    await shoot('two-step-set-up')
    await turnOnTwoStep(page, ada)
    await page.goto('/account')
    await logout(page)
    await page.setViewportSize(narrow)
    await login(page, ada)
    await shoot('second-step')
    const notice = await mailbox.waitFor(ada.email, { subject: /new login/i })
    await page.goto(linkInEmail('/not-me', notice))
    await shoot('not-me')
    // In a separate page, because the site's policy would forbid the email's styles.
    const inMailProgram = await context.newPage()
    await inMailProgram.setViewportSize({ width: 640, height: 320 })
    await showEmail(inMailProgram, notice)
    await inMailProgram.screenshot({ path: `docs/pictures/new-device-email-${look}.png`, fullPage: true })
    await context.close()
  })
}

for (const look of ['light', 'dark'] as const) {
  test.describe(`the console, ${look}`, () => {
    test.use({ environment: withoutLimits })

    test('a page that says why somebody cannot log in, and the list of people', async ({
      browser,
      site,
      mailbox,
      person,
      request,
    }) => {
      const context = await browser.newContext({
        colorScheme: look,
        viewport: { width: 1100, height: 900 },
        baseURL: site.url,
      })
      const page = await context.newPage()
      const shoot = (name: string) =>
        page.screenshot({ path: `docs/pictures/${name}-${look}.png`, animations: 'disabled' })
      const grace = { ...person, first_name: 'Grace', last_name: 'Hopper', email: `grace.${look}@example.com` }
      const emails = []
      for (const [first_name, last_name] of people) {
        const email = `${first_name}.${look}@example.com`.toLowerCase()
        const phone_number = `49151${look.length}${String(emails.length).padStart(7, '0')}`
        await registerQuickly(request, { ...person, first_name, last_name, email, phone_number })
        emails.push(email)
      }
      await openConsole(page, grace, { mailbox, site, role: 'admin' })
      await runCommand(site, ['users', 'disable', emails[0]!])
      await page.goto('/staff/people')
      await shoot('people')
      await page.goto('/staff')
      await page.getByLabel('Find an account').fill(emails[0]!)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Why can’t they log in?' }).waitFor()
      await shoot('person')
      await context.close()
    })
  })
}

const people = [
  ['Ann', 'Lee'],
  ['Karen', 'Spärck Jones'],
  ['Edsger', 'Dijkstra'],
  ['Margaret', 'Hamilton'],
] as const

test('the doctor in a terminal', async ({ browser, site }) => {
  test.setTimeout(120_000)
  const page = await browser.newPage({ viewport: { width: 900, height: 320 } })
  await showTerminal(page, 'npx rekey doctor', await doctor(site))
  await page.screenshot({ path: 'docs/pictures/doctor.png', fullPage: true })
  await page.close()
})

/** What `rekey doctor` prints about the site, with the same settings and database. */
async function doctor(site: Site): Promise<string> {
  const env = {
    ...neutral,
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    APP_URL: site.url,
    AUTH_SECRET: site.authSecret,
    DATABASE_URL: site.databaseUrl,
    DATA_DIR: site.dataDir,
    MAIL_FROM: 'Rekey <no-reply@example.com>',
    PASSWORD_HASH: 'argon2id',
    SMTP_URL: site.mailbox.url,
  } as unknown as NodeJS.ProcessEnv
  const run = promisify(execFile)(process.execPath, ['cli/rekey.mjs', 'doctor'], { env })
  // The doctor exits with 1 if it finds a fault.
  const { stdout } = await run.catch((ended: { stdout: string }) => ended)
  return stdout.trimEnd()
}
