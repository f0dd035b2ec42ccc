import { everyday, onPostgres } from '../support/needs'
import { linkIn } from '../support/servers/smtp-mailbox'
import { tokenIn } from '../support/steps/link-in-email'
import { loginAsProgram, logout, openAccount, sessionOf, tryLogin, whoIs } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import { aPassword, fill, labels, login, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

const noticed = { subject: /password was changed/i }

for (const script of [true, false]) {
  test.describe(script ? 'password change' : 'password change without script [K11]', () => {
    test.use({ script })

    test('a new password logs out every other device, keeps this one, and notifies the owner [D11r]', {
      tag: everyday,
    }, async ({ page, browser, person, mailbox, request }) => {
      await openAccount(page, person, mailbox)
      const other = await (await browser.newContext()).newPage()
      await login(other, person)
      await expect(other).toHaveURL('/account')
      const program = await loginAsProgram(request, person)

      await page.goto('/account/password')
      await expect(page.getByLabel(labels.current_password, { exact: true })).toHaveCount(0)
      await expect(page.locator('input[autocomplete=username]')).toHaveValue(person.email)
      expect(await axe(page)).toEqual([])
      const password = aPassword()
      await fill(page, { new_password: password })
      await press(page, 'changePassword')
      await expect(page).toHaveURL(/\/account\/password\?saved$/)
      await expect(page.getByRole('status').first()).toContainText('Password changed')

      await page.goto('/account')
      await expect(page).toHaveURL('/account')
      await other.goto('/account')
      await expect(other).toHaveURL(/\/login/)
      await other.context().close()
      expect(await whoIs(request, program)).toBe(401)
      expect(await tryLogin(request, person)).toBe(401)
      expect(await tryLogin(request, { ...person, password })).toBe(200)
      const email = await mailbox.waitFor(person.email, noticed)
      expect(email.raw).not.toContain(password)
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('a rejected password changes nothing [A7 A8]', async ({ page, person, request }) => {
      await openAccount(page, person)
      const program = await loginAsProgram(request, person)
      await page.goto('/account/password')
      for (const [password, reason] of [
        ['passwordpassword', 'too common'],
        [person.email, 'can’t be your email'],
        ['short', 'at least 8 characters'],
      ] as const) {
        await fill(page, { new_password: password })
        await press(page, 'changePassword')
        await expect(page.getByText(reason).last()).toBeVisible()
        await expect(page).toHaveTitle(/^Error: /)
      }
      expect(await axe(page)).toEqual([])
      expect(await whoIs(request, program)).toBe(200)
      expect(await tryLogin(request, person)).toBe(200)
    })

    test('the change cancels an open reset link [D3r]', async ({ page, person, mailbox, request }) => {
      await openAccount(page, person)
      await request.post('/api/forgot-password', { data: { email: person.email } })
      const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
      await page.goto('/account/password')
      const password = aPassword()
      await fill(page, { new_password: password })
      await press(page, 'changePassword')
      await expect(page).toHaveURL(/\?saved$/)
      const data = { token: tokenIn(link), new_password: aPassword() }
      expect(await (await request.post('/api/reset-password', { data })).json()).toMatchObject({
        code: 'link-replaced',
      })
      expect(await tryLogin(request, { ...person, password })).toBe(200)
    })

    test('password managers find the page, with or without a login', async ({ page, person }) => {
      await page.goto('/.well-known/change-password')
      await expect(page).toHaveURL(/\/login\?next=/)
      await openAccount(page, person)
      await logout(page)
      await page.goto('/.well-known/change-password')
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(page).toHaveURL('/account/password')
      await page.goto('/.well-known/change-password')
      await expect(page.getByLabel(labels.new_password, { exact: true })).toBeVisible()
    })

    test('after ten minutes the current password is required, and a wrong one changes nothing', {
      tag: onPostgres,
    }, async ({ page, person, request, site }) => {
      await openAccount(page, person)
      await passwordGivenLongAgo(site, person)
      await page.goto('/account/password')
      await expect(page.getByLabel(labels.current_password, { exact: true })).toHaveValue('')
      const password = aPassword()
      await fill(page, { current_password: aPassword(), new_password: password })
      await press(page, 'changePassword')
      await expect(page.getByText('This is not your current password').last()).toBeVisible()
      expect(await axe(page)).toEqual([])
      expect(await tryLogin(request, person)).toBe(200)

      await fill(page, { current_password: person.password, new_password: password })
      await press(page, 'changePassword')
      await expect(page).toHaveURL(/\/account\/password\?saved$/)
      // The current password was entered a moment ago, so it is not required again.
      await expect(page.getByLabel(labels.current_password, { exact: true })).toHaveCount(0)
      expect(await tryLogin(request, { ...person, password })).toBe(200)
    })

    test('a page that was left open requires the current password when it is sent', {
      tag: onPostgres,
    }, async ({ page, person, request, site }) => {
      await openAccount(page, person)
      await page.goto('/account/password')
      await passwordGivenLongAgo(site, person)
      const password = aPassword()
      await fill(page, { new_password: password })
      await press(page, 'changePassword')
      await expect(page.getByText('Enter your current password').last()).toBeVisible()
      expect(await whoIs(request, await sessionOf(page))).toBe(200)
      expect(await tryLogin(request, { ...person, password })).toBe(401)
      await fill(page, { current_password: person.password, new_password: password })
      await press(page, 'changePassword')
      await expect(page).toHaveURL(/\/account\/password\?saved$/)
    })
  })
}
