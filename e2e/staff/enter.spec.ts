import { everyday } from '../support/needs'
import { isFit } from '../support/pages/page-is-fit'
import { linkIn } from '../support/servers/smtp-mailbox'
import { logout, openAccount } from '../support/steps/open-account'
import { aPassword, fill, forgotPassword, login, press, resetPassword } from '../support/steps/person'
import { addStaff, enter, openConsole } from '../support/steps/staff'
import { turnOnTwoStep } from '../support/steps/two-step'
import { expect, test, withoutLimits } from '../support/test'

for (const script of [true, false]) {
  const suffix = script ? '' : ', without script [N30]'

  test.describe(`a second factor is required${suffix}`, () => {
    test.use({ script, environment: { STAFF_FACTOR: 'required', RATE_LIMITS: 'off' } })

    test('a member sets up two-step login, enters with a code, closes the console, and stays logged in [N8 N10]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      await openAccount(page, person, mailbox)
      await addStaff(site, person, 'admin')
      await page.goto('/staff')
      await expect(page.getByRole('heading', { name: 'Set up two-step login first' })).toBeVisible()
      await isFit(page, 'set up first')
      const { app } = await turnOnTwoStep(page, person)
      await page.goto('/staff/team')
      await expect(page.getByRole('heading', { name: 'Enter the console' })).toBeVisible()
      await isFit(page, 'enter')
      await fill(page, { current_password: person.password, code: app.wrongCode() })
      await press(page, 'confirmOwner')
      await expect(page.locator('.summary')).toContainText('code')
      await fill(page, { current_password: person.password, code: app.code() })
      await press(page, 'confirmOwner')
      await expect(page).toHaveURL('/staff/team')
      await expect(page.getByRole('row', { name: person.email })).toContainText('Admin')
      await isFit(page, 'team')
      await page.goto('/staff')
      await isFit(page, 'start')
      await page.getByRole('button', { name: 'Close the console' }).click()
      await expect(page).toHaveURL('/account')
      await page.goto('/staff')
      await expect(page).toHaveURL(/\/staff\/enter/)
      await page.goto('/account/activity')
      await expect(page.getByText('Console entered')).toBeVisible()
    })
  })

  test.describe(`the password is enough${suffix}`, () => {
    test.use({ script, environment: withoutLimits })

    test('entering gives the session another token, and a logout closes the console with it [N8]', {
      tag: script ? everyday : [],
    }, async ({ page, person, mailbox, site }) => {
      await openAccount(page, person, mailbox)
      const console = page.getByRole('link', { name: 'Go to the console' })
      await expect(console).toHaveCount(0)
      await addStaff(site, person, 'support')
      await page.reload()
      await expect(console).toHaveAttribute('href', '/staff')
      const tokenNow = async () => (await page.context().cookies()).find(({ name }) => name === 'session')?.value
      const before = await tokenNow()
      await enter(page, person)
      await expect(page).toHaveURL('/staff')
      expect(await tokenNow()).not.toBe(before)
      await expect(page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Team' })).toHaveCount(0)
      expect((await page.goto('/staff/team'))?.status()).toBe(403)
      await page.goto('/staff')
      await logout(page)
      expect((await page.goto('/staff'))?.status()).toBe(404)
      await login(page, person)
      await page.goto('/staff')
      await expect(page).toHaveURL(/\/staff\/enter/)
    })

    test('whoever has the mailbox of a member and sets a new password finds no console [N9]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      await openConsole(page, person, { mailbox, site, role: 'admin' })
      await page.context().clearCookies()
      await forgotPassword(page, person)
      const password = aPassword()
      await resetPassword(page, linkIn(await mailbox.waitFor(person.email, { subject: /reset/i })), password)
      await login(page, { ...person, password })
      await expect(page).toHaveURL('/account')
      expect((await page.goto('/staff'))?.status()).toBe(404)
    })
  })
}
