import type { APIRequestContext } from 'playwright/test'
import { LIMIT, post, wrong } from '../support/requests/failed-logins'
import { linkInEmail } from '../support/steps/link-in-email'
import { loginAsProgram, openAccount, registerQuickly } from '../support/steps/open-account'
import { aPassword, buttons, fill, labels, login, type Person, press } from '../support/steps/person'
import { anAddress, axe, expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'while others guess' : 'while others guess, without script', () => {
    test.use({ script })

    test('a new browser is told how long to wait, and a reset lets it in at once [B5]', async ({
      page,
      person,
      site,
      mailbox,
      request,
    }) => {
      await registerQuickly(request, person)
      await guess(site.url, person, 12)
      await login(page, person)
      await expect(page.getByRole('alert').first()).toContainText('Too many attempts. Please try again in 15 minutes.')
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)
      expect(await axe(page)).toEqual([])

      await page.getByRole('link', { name: 'Forgot your password?' }).click()
      await press(page, 'forgotPassword')
      await page.goto(linkInEmail('/reset-password', await mailbox.waitFor(person.email, { subject: /reset/i })))
      const password = aPassword()
      await fill(page, { new_password: password })
      await page.getByRole('button', { name: buttons.resetPassword }).click()
      await expect(page).toHaveURL(/notice=password-reset/)
      await guess(site.url, person, 12)
      await login(page, { ...person, password })
      await expect(page).toHaveURL('/account')
    })

    // Without script, one journey shows the page that says so.
    if (!script) return

    test('the owner of a known browser notices nothing [B5]', async ({ page, person, site }) => {
      await openAccount(page, person)
      await press(page, 'logout')
      await expect(page).toHaveURL(/logged-out/)
      await guess(site.url, person, 40)
      await login(page, person)
      await expect(page).toHaveURL('/account')
    })

    test('ten wrong passwords inside an account are limited there, and logins elsewhere still work [F8]', async ({
      page,
      person,
      request,
    }) => {
      await openAccount(page, person)
      const program = await loginAsProgram(request, person)
      for (let round = 0; round < LIMIT; round++) await changePassword(request, program, aPassword())
      const refused = await changePassword(request, program, person.password)
      expect(refused.status()).toBe(429)
      await page.goto('/account/password')
      await fill(page, { new_password: aPassword() })
      await page.getByRole('button', { name: buttons.changePassword }).click()
      await expect(page).toHaveURL(/\/account\/password\?saved/)
    })
  })
}

/** Sends wrong passwords for one account, each from another IP address. */
async function guess(url: string, { email }: Pick<Person, 'email'>, times: number) {
  const attempts = Array.from({ length: times }, () =>
    post(`${url}/api/login`, wrong(email), { 'x-forwarded-for': anAddress() }),
  )
  expect(await Promise.all(attempts)).toContain(429)
}

function changePassword(request: APIRequestContext, headers: Record<string, string>, password: string) {
  return request.post('/api/change-password', {
    headers,
    data: { current_password: password, new_password: aPassword() },
  })
}
