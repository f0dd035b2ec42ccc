import { everyday } from '../support/needs'
import { linkIn } from '../support/servers/smtp-mailbox'
import { emailedResetLink } from '../support/steps/emailed-reset-link'
import { aPassword, fill, forgotPassword, labels, login, press, register, resetPassword } from '../support/steps/person'
import { axe, expect, test, withoutLimits } from '../support/test'

// A mailbox gets one reset a minute, and these journeys request more.
test.use({ environment: withoutLimits })

for (const script of [true, false]) {
  test.describe(script ? 'reset' : 'reset without script [K11]', () => {
    test.use({ script })

    test('a person requests a reset, opens the link, sets a new password and logs in', { tag: everyday }, async ({
      page,
      person,
      mailbox,
    }) => {
      await register(page, person)
      await forgotPassword(page, person)
      await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
      const email = await mailbox.waitFor(person.email, { subject: /reset/i })
      const password = aPassword()
      await resetPassword(page, linkIn(email), password)

      await expect(page).toHaveURL(/\/login\?notice=password-reset$/)
      await expect(page.getByRole('status').first()).toContainText('Password changed')
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)
      await login(page, { ...person, password })
      await expect(page).toHaveURL(/\/account$/)
      await mailbox.waitFor(person.email, { subject: /changed/i })
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('the token is removed from the URL, and the page names the account for password managers [D9r D10r K5]', async ({
      page,
      person,
      mailbox,
    }) => {
      const link = await emailedResetLink(page, person, mailbox)
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      await page.goto(link)
      await expect(page).toHaveURL(/\/reset-password$/)
      expect(requests.filter((url) => new URL(url).origin !== new URL(link).origin)).toEqual([])
      expect(await page.content()).not.toContain(new URL(link).searchParams.get('token'))
      await expect(page.locator('input[autocomplete=username]')).toHaveValue(person.email)
      await expect(page.getByLabel(labels.new_password)).toHaveAttribute('autocomplete', 'new-password')
      expect(await axe(page)).toEqual([])
    })

    test('a rejected password leaves the link open [D7r]', async ({ page, person, mailbox }) => {
      const link = await emailedResetLink(page, person, mailbox)
      await resetPassword(page, link, 'passwordpassword')
      await expect(page.getByText('too common').last()).toBeVisible()
      await expect(page).toHaveTitle(/^Error: /)
      expect(await axe(page)).toEqual([])
      await fill(page, { new_password: person.email })
      await press(page, 'resetPassword')
      await expect(page.getByText('can’t be your email').last()).toBeVisible()
      await fill(page, { new_password: aPassword() })
      await press(page, 'resetPassword')
      await expect(page).toHaveURL(/notice=password-reset/)
    })

    test('a used link says so, and one click sends a new one [D1r D8r]', async ({ page, person, mailbox }) => {
      const link = await emailedResetLink(page, person, mailbox)
      await resetPassword(page, link, aPassword())
      await expect(page).toHaveURL(/notice=password-reset/)
      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'This link has already been used' })).toBeVisible()
      expect(await axe(page)).toEqual([])

      const before = mailbox.mails.length
      await page.getByRole('button', { name: 'Send a new link' }).click()
      await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
      const again = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i, after: before }))
      await resetPassword(page, again, aPassword())
      await expect(page).toHaveURL(/notice=password-reset/)
    })

    test('a newer link replaces the older one, which says so', async ({ page, person, mailbox }) => {
      const older = await emailedResetLink(page, person, mailbox)
      const before = mailbox.mails.length
      await forgotPassword(page, person)
      const newer = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i, after: before }))
      await page.goto(older)
      await expect(page.getByRole('heading', { name: 'This link was replaced' })).toBeVisible()
      await resetPassword(page, newer, aPassword())
      await expect(page).toHaveURL(/notice=password-reset/)
    })

    test('a damaged link leads to the form with the email filled in', async ({ page, person, mailbox }) => {
      const link = await emailedResetLink(page, person, mailbox)
      await page.goto(link.slice(0, -9))
      await expect(page.getByRole('heading', { name: 'This link isn’t valid' })).toBeVisible()
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)
      expect(await axe(page)).toEqual([])
      await press(page, 'forgotPassword')
      await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
    })
  })
}
