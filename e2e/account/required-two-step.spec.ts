import type { Page } from 'playwright/test'
import { appCode } from '../support/app-code'
import { startApp } from '../support/apps/an-app'
import { welcomed } from '../support/apps/go-through-login'
import { onPostgres } from '../support/needs'
import { isFit } from '../support/pages/page-is-fit'
import { startSite } from '../support/servers/site'
import type { Mailbox } from '../support/servers/smtp-mailbox'
import { linkInEmail } from '../support/steps/link-in-email'
import { loginAsProgram, openAccount, registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { addPasskey, PASSKEYS } from '../support/steps/passkeys'
import { fill, login, type Person, press, register } from '../support/steps/person'
import { turnOnTwoStepAs } from '../support/steps/two-step'
import { asThief, chooseNewPassword, pressNotMe } from '../support/steps/undone-factors'
import { axe, expect, test } from '../support/test'
import { virtualAuthenticator } from '../support/virtual-authenticator'

const SECURITY = '/account/security'
const required = { SECOND_FACTOR: 'required', RATE_LIMITS: 'off' }

for (const script of [true, false]) {
  test.describe(script ? 'required two-step login' : 'required two-step login without script [M34]', () => {
    test.use({ script, environment: required })

    test('whoever registers verifies the email, sets up two-step login and goes on to where they wanted to be [M28]', async ({
      page,
      person,
      mailbox,
    }) => {
      test.slow()
      await register(page, person)
      await page.goto('/account/activity')
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page).toHaveURL(SECURITY)
      await expect(page.getByText('requires two-step login. Set it up to use your account.')).toBeVisible()
      await expect(page.getByText('Before you can set it up, your email must be verified.')).toBeVisible()
      await expect(page.getByRole('link', { name: 'Set up two-step login' })).toHaveCount(0)
      await isFit(page, 'required, unverified')
      await page.goto(linkInEmail('/verify-email', await mailbox.waitFor(person.email, { subject: /welcome/i })))
      await press(page, 'verifyEmail')
      await expect(page).toHaveURL(`${SECURITY}?verified`)
      await isFit(page, 'required')
      await setUpApp(page)
      await press(page, 'codesSaved')
      await expect(page).toHaveURL('/account/activity')
      await page.goto(SECURITY)
      await expect(page.getByRole('heading', { name: 'Turn off two-step login' })).toHaveCount(0)
      await expect(
        page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Password' }),
      ).toBeVisible()
    })

    test('every other page leads to the setup, none in a circle, and the few that work do [M28]', async ({
      page,
      person,
      mailbox,
    }) => {
      await logInWithout(page, person, mailbox)
      for (const path of ['', '/password', '/apps', '/activity', '/delete']) {
        await page.goto(`/account${path}`)
        await expect(page).toHaveURL(SECURITY)
      }
      for (const path of ['/email', '/sessions', '/confirm', '/security/authenticator-app', '/security/passkeys']) {
        await page.goto(`/account${path}`)
        await expect(page).toHaveURL(`/account${path}`)
        await expect(page.getByRole('navigation', { name: 'Account' }).getByRole('link')).toHaveText([
          ...['Security', 'Email', 'Sessions'],
        ])
      }
      await page.goto(SECURITY)
      expect(await axe(page)).toEqual([])
    })

    test('an unverified email gets another link without leaving the setup [M28]', async ({ page, person, mailbox }) => {
      await logInWithout(page, person)
      await mailbox.waitFor(person.email, { subject: /welcome/i })
      // Within a minute of the first one, the page says when to try again.
      await press(page, 'resendVerification')
      await expect(page).toHaveURL(/\/account\/security\?(verification-sent|wait=)/)
      await expect(page.getByRole('status').first()).not.toBeEmpty()
    })

    test('the way into an app leads over the setup and then on into the app [M28]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      test.slow()
      await registerQuickly(page.request, person)
      await verifyQuickly(page.request, person, mailbox)
      const wiki = await startApp(site)
      await page.goto(wiki.beginUrl)
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page.getByRole('heading', { name: 'Set up two-step login' })).toBeVisible()
      await isFit(page, 'required by the way to an app')
      expect(wiki.entered).toHaveLength(0)
      await page.getByRole('link', { name: 'Set up two-step login' }).click()
      await expect(page).toHaveURL(SECURITY)
      await setUpApp(page)
      await press(page, 'codesSaved')
      await welcomed(page, wiki, person.email)
      expect(wiki.entered[0]!.claims).toMatchObject({ acr: '2' })
      wiki.stop()
    })

    test('an app that wants a verified email asks for that first, and the setup follows [M28]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      test.slow()
      await registerQuickly(page.request, person)
      const wiki = await startApp(site)
      await page.goto(wiki.beginUrl)
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page.getByRole('heading', { name: 'Verify your email' })).toBeVisible()
      await page.goto(linkInEmail('/verify-email', await mailbox.waitFor(person.email, { subject: /welcome/i })))
      await press(page, 'verifyEmail')
      await expect(page).toHaveURL(`${SECURITY}?verified`)
      await setUpApp(page)
      await press(page, 'codesSaved')
      await welcomed(page, wiki, person.email)
      wiki.stop()
    })

    test('someone on the way into an app can cancel instead [M28]', async ({ page, person, mailbox, site }) => {
      await logInWithout(page, person, mailbox)
      const wiki = await startApp(site)
      await page.goto(wiki.beginUrl)
      await page.getByRole('button', { name: 'Cancel and go back to Wiki' }).click()
      await expect(page.getByRole('heading', { name: 'Error: access_denied' })).toBeVisible()
      wiki.stop()
    })
  })
}

test.describe('required two-step login with a passkey', () => {
  test.use({ environment: required })

  test('a passkey is enough for the setup, and logging in with it alone is not [M28]', async ({
    page,
    person,
    mailbox,
  }) => {
    test.slow()
    await logInWithout(page, person, mailbox)
    await virtualAuthenticator(page)
    await addPasskey(page)
    await expect(page.getByText('One more step: turn on two-step login')).toBeVisible()
    await isFit(page, 'one more step')
    await page.goto('/account')
    await expect(page).toHaveURL(SECURITY)
    await page.goto(PASSKEYS)
    await page.getByRole('link', { name: 'Turn on two-step login' }).click()
    await press(page, 'turnOnTwoStep')
    await press(page, 'codesSaved')
    await expect(page).toHaveURL(`${SECURITY}?codes-saved`)
    await page.goto(`${PASSKEYS}`)
    await page.getByRole('link', { name: /^Remove/ }).click()
    await expect(page.getByText('This is your last second factor')).toBeVisible()
    await expect(page.getByText('turn off two-step login')).toHaveCount(0)
  })
})

test.describe('required two-step login and a suspended passkey', () => {
  test.use({ environment: required })

  test('the owner decides about it before the setup [M26 M28]', async ({ page, person, mailbox, elsewhere }) => {
    test.slow()
    await logInWithout(page, person, mailbox)
    await asThief(elsewhere, page)
    await virtualAuthenticator(elsewhere)
    await addPasskey(elsewhere)
    const pressed = await pressNotMe(page, person, mailbox, /passkey was added/)
    await login(page, await chooseNewPassword(page, person, mailbox, pressed))
    await expect(page).toHaveURL(SECURITY)
    await expect(page.getByText('requires two-step login. Set it up to use your account.')).toBeVisible()
    await isFit(page, 'required, with a suspended passkey')
    await page.getByRole('link', { name: /^Keep Chrome on/ }).click()
    await press(page, 'keepPasskey')
    await expect(page).toHaveURL(`${SECURITY}?kept=passkey`)
    await page.getByRole('link', { name: 'Turn on two-step login' }).click()
    await press(page, 'turnOnTwoStep')
    await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
  })
})

test('a session from before the operator required it is held to it [M28]', {
  tag: onPostgres,
}, async ({ page, request, person, mailbox, site }) => {
  test.slow()
  await openAccount(page, person, mailbox)
  const program = await loginAsProgram(request, person)
  const environment = { SECOND_FACTOR: 'required', AUTH_SECRET: site.authSecret, APP_URL: site.url }
  const later = await startSite({ databaseUrl: site.databaseUrl, mailbox, environment })
  const answer = await request.get(`${later.url}/api/activity`, { headers: program })
  expect([answer.status(), (await answer.json()).code]).toEqual([403, 'second-factor-setup-required'])
  const factors = await request.get(`${later.url}/api/second-factors`, { headers: program })
  expect(await factors.json()).toMatchObject({ two_step: null, required: true })
  await turnOnTwoStepAs(request, program, person, later.url)
  expect((await request.get(`${later.url}/api/activity`, { headers: program })).status()).toBe(200)
  const off = await request.delete(`${later.url}/api/two-step`, { headers: program, data: {} })
  expect(off.status()).toBe(403)
  await later.stop()
})

/** Someone without two-step login, whom the login leads to its setup. */
async function logInWithout(page: Page, person: Person, mailbox?: Mailbox): Promise<void> {
  await registerQuickly(page.request, person)
  if (mailbox) await verifyQuickly(page.request, person, mailbox)
  await page.goto('/login')
  await login(page, person)
  await expect(page).toHaveURL(SECURITY)
}

/** From the page that says why, to the recovery codes. */
async function setUpApp(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Set up two-step login' }).click()
  // Soon after the login, nothing needs to be confirmed.
  await press(page, 'setUpApp')
  const secret = (await page.locator('.key code').innerText()).replaceAll(' ', '')
  await fill(page, { set_up_code: appCode(secret) })
  await press(page, 'turnOnTwoStep')
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
}
