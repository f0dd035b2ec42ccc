import type { Page } from 'playwright/test'
import { linkInEmail } from '../support/steps/link-in-email'
import { logout, openAccount, tryLogin } from '../support/steps/open-account'
import { turnOnWithPasskey, withPasskey } from '../support/steps/passkeys'
import {
  aPassword,
  aPerson,
  fill,
  forgotPassword,
  labels,
  login,
  type Person,
  press,
  resetPassword,
} from '../support/steps/person'
import { turnOnTwoStep, withTwoStep } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

const atSecondStep = /\/login\/second-step$/
type App = { code: () => string }

const box = (page: Page) => page.getByRole('checkbox', { name: labels.trust_browser })

/** Logs in with a code, ticks the box, and logs out again. */
async function trustBrowser(page: Page, person: Person, app: App): Promise<void> {
  await login(page, person)
  await fill(page, { code: app.code() })
  await box(page).check()
  await press(page, 'login')
  await expect(page).toHaveURL(/\/account$/)
}

async function isAskedAgain(page: Page, person: Person): Promise<void> {
  await login(page, person)
  await expect(page).toHaveURL(atSecondStep)
}

for (const script of [true, false]) {
  test.describe(script ? 'a trusted browser' : 'a trusted browser without script', () => {
    test.use({ script })

    test('is not asked for the second step, until the account asks in every browser again [M29]', async ({
      page,
      person,
      mailbox,
      elsewhere,
      request,
    }) => {
      test.slow()
      const { app } = await withTwoStep(page, person, mailbox)
      await login(page, person)
      await expect(box(page)).not.toBeChecked()
      expect(await axe(page)).toEqual([])
      await box(page).check()
      await fill(page, { code: app.wrongCode() })
      await press(page, 'login')
      await expect(page.locator('#code-error')).toBeVisible()
      await expect(box(page), 'a wrong code does not untick it').toBeChecked()
      await fill(page, { code: app.code() })
      await press(page, 'login')
      await expect(page).toHaveURL(/\/account$/)
      const trusted = (await page.context().cookies()).find(({ name }) => name === 'trusted')!
      expect(trusted).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
      expect(Math.round((trusted.expires - Date.now() / 1000) / 86_400)).toBe(30)
      await logout(page)

      await login(page, person)
      await expect(page).toHaveURL(/\/account$/)
      await page.goto('/account/password')
      await expect(page.getByLabel(labels.code), 'a risky change asks all the same').toBeVisible()
      await page.goto('/account/activity')
      await expect(page.getByText('Browser trusted')).toBeVisible()

      // Neither another browser nor an API client.
      await isAskedAgain(elsewhere, person)
      expect(await tryLogin(request, person)).toBe(403)

      await page.goto('/account/security')
      expect(await axe(page)).toEqual([])
      await press(page, 'forgetBrowsers')
      await expect(page.getByRole('status').first()).toContainText(
        'From now on, every browser asks for the second step again.',
      )
      await logout(page)
      await isAskedAgain(page, person)
    })

    test('is asked again after a password reset [M29]', async ({ page, person, mailbox }) => {
      test.slow()
      const { app } = await withTwoStep(page, person, mailbox)
      await trustBrowser(page, person, app)
      await logout(page)
      await forgotPassword(page, person)
      const password = aPassword()
      const email = await mailbox.waitFor(person.email, { subject: /reset your/i })
      await resetPassword(page, linkInEmail('/reset-password', email), password)
      await expect(page).toHaveURL(/\/login\?notice=password-reset$/)
      await isAskedAgain(page, { ...person, password })
    })
  })
}

test('a browser is trusted by each account that was ticked there, and by no other [M29]', async ({
  page,
  person,
  mailbox,
  elsewhere,
}) => {
  test.slow()
  const other = aPerson()
  await openAccount(elsewhere, other, mailbox)
  const factors = await turnOnTwoStep(elsewhere, other)
  const { app } = await withTwoStep(page, person, mailbox)
  await trustBrowser(page, person, app)
  await logout(page)
  await isAskedAgain(page, other)
  await press(page, 'otherPerson')
  await trustBrowser(page, other, factors.app)
  await logout(page)
  for (const each of [person, other]) {
    await login(page, each)
    await expect(page).toHaveURL(/\/account$/)
    await expect(page.getByText(each.email).first()).toBeVisible()
    await logout(page)
  }
})

test('a passkey as second step can trust the browser, too; a recovery code cannot [M29]', async ({
  page,
  person,
  mailbox,
}) => {
  test.slow()
  const authenticator = await withPasskey(page, person, mailbox)
  const codes = await turnOnWithPasskey(page)
  await authenticator.touch(false)
  await page.goto('/account')
  await logout(page)
  await login(page, person)
  await page.getByRole('link', { name: 'Use a recovery code' }).click()
  await expect(page.getByLabel('Recovery code')).toBeVisible()
  await expect(box(page)).toHaveCount(0)
  await fill(page, { recovery_code: codes[0]! })
  // As if somebody had added the box.
  await page.locator('form:has(#code)').evaluate((form) => {
    form.insertAdjacentHTML('beforeend', '<input name="trust_browser" value="on">')
  })
  await press(page, 'login')
  await expect(page).toHaveURL(/\/account\/security\?recovery-code-used$/)
  await logout(page)
  await isAskedAgain(page, person)

  await box(page).check()
  await authenticator.touch(true)
  await press(page, 'usePasskey')
  await expect(page).toHaveURL(/\/account$/)
  await authenticator.touch(false)
  await logout(page)
  await login(page, person)
  await expect(page).toHaveURL(/\/account$/)
})
