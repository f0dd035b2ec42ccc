import { expect as expected } from 'playwright/test'
import { type App, startApp } from '../support/apps/an-app'
import { logInHere, welcomed } from '../support/apps/go-through-login'
import { everyday } from '../support/needs'
import { actionFields } from '../support/requests/action-fields'
import { linkIn } from '../support/servers/smtp-mailbox'
import { linkInEmail } from '../support/steps/link-in-email'
import { openAccount, registerQuickly, sessionOf, verifyQuickly } from '../support/steps/open-account'
import { aPassword, aPerson, deleteAccount, fill, press, resetPassword } from '../support/steps/person'
import { axe, expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

for (const script of [true, false]) {
  test.describe(script ? 'an app' : 'an app without script [P38]', () => {
    test.use({ script })
    let app: App
    test.beforeEach(async ({ site }) => {
      app = await startApp(site)
    })
    test.afterEach(() => app?.stop())

    test('a person logs in on the way into an app, and the next time nothing is shown', { tag: everyday }, async ({
      page,
      person,
      mailbox,
    }) => {
      await registerQuickly(page.request, person)
      await verifyQuickly(page.request, person, mailbox)
      await page.goto(`${app.url}/login`)
      await expect(page.getByText('Log in to continue to Wiki')).toBeVisible()
      expect(await axe(page)).toEqual([])
      await logInHere(page, { ...person, password: 'not the password' })
      await expect(page.getByText(/email or password/i).first()).toBeVisible()
      await logInHere(page, person)
      await welcomed(page, app, person.email)
      await page.goto(`${app.url}/login`)
      await welcomed(page, app, person.email)
      expected(app.entered).toHaveLength(2)
    })

    test('someone new registers and verifies the email on the way, and lands in the app', async ({
      page,
      person,
      mailbox,
    }) => {
      await page.goto(`${app.url}/login`)
      await page.getByRole('link', { name: 'Create an account' }).click()
      await fill(page, person)
      await press(page, 'register')
      await expect(page).toHaveURL(/\/login\?/)
      await logInHere(page, person)
      await expect(page.getByRole('heading', { name: 'Verify your email' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.goto(linkInEmail('/verify-email', await mailbox.waitFor(person.email, { subject: /welcome/i })))
      await press(page, 'verifyEmail')
      await welcomed(page, app, person.email)
      expected(app.entered[0]!.claims.sub).toEqual(expected.any(String))
    })

    test('someone whose email was verified elsewhere meanwhile is led on into the app by the link', async ({
      page,
      person,
      mailbox,
      elsewhere,
    }) => {
      await page.goto(`${app.url}/login`)
      await page.getByRole('link', { name: 'Create an account' }).click()
      await fill(page, person)
      await press(page, 'register')
      await expect(page).toHaveURL(/\/login\?/)
      await logInHere(page, person)
      await expect(page.getByRole('heading', { name: 'Verify your email' })).toBeVisible()
      const link = linkInEmail('/verify-email', await mailbox.waitFor(person.email, { subject: /welcome/i }))
      await elsewhere.goto(link)
      await press(elsewhere, 'verifyEmail')
      await expect(elsewhere.getByText('Your email is verified')).toBeVisible()
      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'Your email is already verified' })).toBeVisible()
      await page.getByRole('link', { name: 'Continue' }).click()
      await welcomed(page, app, person.email)
    })

    test('someone who forgot the password resets it on the way, and lands in the app', async ({
      page,
      person,
      mailbox,
    }) => {
      await registerQuickly(page.request, person)
      await verifyQuickly(page.request, person, mailbox)
      await page.goto(`${app.url}/login`)
      await page.getByRole('link', { name: 'Forgot your password?' }).click()
      await fill(page, { email: person.email })
      await press(page, 'forgotPassword')
      const password = aPassword()
      await resetPassword(page, linkIn(await mailbox.waitFor(person.email, { subject: /reset/i })), password)
      await logInHere(page, { ...person, password })
      await welcomed(page, app, person.email)
    })

    test('someone who cancels the deletion of the account by logging in on the way lands in the app', async ({
      page,
      person,
      mailbox,
    }) => {
      await openAccount(page, person, mailbox)
      await deleteAccount(page, person)
      await page.goto(`${app.url}/login`)
      await logInHere(page, person)
      await welcomed(page, app, person.email)
      await page.goto('/account/activity')
      await expect(page.getByText('Account deletion canceled by logging in')).toBeVisible()
    })

    test('an app may ask for the password again, which ends every copy of the session', async ({
      page,
      person,
      mailbox,
      request,
      site,
    }) => {
      await openAccount(page, person, mailbox)
      const copy = await sessionOf(page)
      await page.goto(`${app.url}/login?prompt=login`)
      await expect(page.getByRole('heading', { name: 'Confirm it’s you' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.getByLabel('Current password', { exact: true }).fill('not the password')
      await page.getByRole('button', { name: 'Confirm it’s me' }).click()
      await expect(page).toHaveTitle(/^Error: /)
      await page.getByLabel('Current password', { exact: true }).fill(person.password)
      await page.getByRole('button', { name: 'Confirm it’s me' }).click()
      await welcomed(page, app, person.email)
      expect((await request.get(`${site.url}/api/me`, { headers: copy })).status()).toBe(401)
    })

    test('another person logs in instead', async ({ page, person, mailbox }) => {
      const other = aPerson()
      await registerQuickly(page.request, other)
      await verifyQuickly(page.request, other, mailbox)
      await openAccount(page, person, mailbox)
      await page.goto(`${app.url}/login?prompt=login`)
      await page.getByRole('button', { name: 'Log in as someone else' }).click()
      await logInHere(page, other)
      await welcomed(page, app, other.email)
    })

    test('an app of others gets what the person allows, and nothing from who does not', async ({
      page,
      person,
      site,
      mailbox,
    }) => {
      const others = await startApp(site, { add: ['--third-party'] })
      await openAccount(page, person, mailbox)
      await page.goto(`${others.url}/login`)
      await expect(page.getByRole('heading', { name: 'Let Wiki use your account?' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.getByRole('button', { name: 'Deny' }).click()
      await expect(page.getByRole('heading', { name: 'Error: access_denied' })).toBeVisible()
      await page.goto(`${others.url}/login`)
      await page.getByRole('button', { name: 'Allow' }).click()
      await welcomed(page, others, person.email)
      others.stop()
    })

    test('a person cancels and is back in the app', async ({ page, person }) => {
      await registerQuickly(page.request, person)
      await page.goto(`${app.url}/login`)
      await page.getByRole('button', { name: 'Cancel and go back to Wiki' }).click()
      await expect(page.getByRole('heading', { name: 'Error: access_denied' })).toBeVisible()
    })
  })
}

test('a request that cannot be answered is explained, and leads nowhere [P3]', async ({ page, site }) => {
  const answer = await page.goto(`${site.url}/oauth/authorize?client_id=nobody&redirect_uri=https://evil.test/`)
  expect(answer?.status()).toBe(400)
  await expect(page.getByRole('heading', { name: 'We don’t know the app that sent you here' })).toBeVisible()
  await expect(page.getByText('Request ID:')).toBeVisible()
  expect(await axe(page)).toEqual([])
})

test('the pages on the way cannot be framed, send nothing by themselves and take no form of another site [P15]', async ({
  page,
  person,
  site,
}) => {
  const app = await startApp(site)
  await openAccount(page, person)
  const shown = await page.goto(`${app.url}/login?prompt=login`)
  const policy = shown?.headers()['content-security-policy'] ?? ''
  for (const rule of ["frame-ancestors 'none'", "form-action 'self'", "default-src 'none'"])
    expect(policy).toContain(rule)
  const here = page.url()
  await page.waitForTimeout(500)
  expect(page.url()).toBe(here)
  const fields = actionFields(await (await page.request.get(here)).text())
  const sent = { multipart: { ...fields, current_password: person.password }, maxRedirects: 0 }
  for (const origin of ['https://evil.test', 'null', app.url]) {
    const answer = await page.request.post(here, { ...sent, headers: { origin } })
    expect([origin, answer.status()]).toEqual([origin, 403])
  }
  expect((await page.request.post(here, { ...sent, headers: { origin: site.url } })).status()).not.toBe(403)
  app.stop()
})
