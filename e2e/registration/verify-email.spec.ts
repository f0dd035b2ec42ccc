import type { Page } from 'playwright/test'
import { everyday, onPostgres } from '../support/needs'
import { linkInEmail } from '../support/steps/link-in-email'
import { logout, openAccount, registerQuickly } from '../support/steps/open-account'
import { linksExpired, verificationSentAMinuteAgo } from '../support/steps/passing-time'
import { aPassword, aPerson, forgotPassword, labels, login, press, resetPassword } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

const welcome = { subject: /welcome/i }
const sentAgain = { subject: /verify your/i }
const unproven = (page: Page) => page.getByText('Please verify your email')

for (const script of [true, false]) {
  test.describe(script ? 'email verification' : 'email verification without script [K11]', () => {
    test.use({ script })

    test('the link in the welcome email verifies the email with a button, and the reminder disappears [A15]', {
      tag: everyday,
    }, async ({ page, person, mailbox }) => {
      await openAccount(page, person)
      const link = linkInEmail('/verify-email', await mailbox.waitFor(person.email, welcome))
      await page.goto(link)
      await expect(page).toHaveURL(/\/verify-email$/)
      await expect(page).toHaveTitle(/^Verify your email – /)
      await expect(page.getByText(person.email)).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.goto('/account')
      await expect(unproven(page)).toBeVisible()
      expect(await axe(page)).toEqual([])

      await page.goto('/verify-email')
      await press(page, 'verifyEmail')
      await expect(page).toHaveURL(/\/account\?verified$/)
      await expect(page.getByRole('status').first()).toContainText('Your email is verified')
      await expect(unproven(page)).toHaveCount(0)

      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'Your email is already verified' })).toBeVisible()
      await page.getByRole('link', { name: 'Go to my account' }).click()
      await expect(page).toHaveURL('/account')
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('without a login, the login page says that the email is verified', async ({ page, person, mailbox }) => {
      await registerQuickly(page.request, person)
      await page.goto(linkInEmail('/verify-email', await mailbox.waitFor(person.email, welcome)))
      await press(page, 'verifyEmail')
      await expect(page).toHaveURL(/\/login\?notice=email-verified$/)
      await expect(page.getByRole('status').first()).toContainText('Your email is verified')
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)
      // A leaked link must not open the account.
      await page.goto('/account')
      await expect(page).toHaveURL(/\/login\?next=/)
    })

    test('a resent email replaces the previous link, and another is sent only after a minute', async ({
      page,
      person,
      mailbox,
    }) => {
      await openAccount(page, person)
      const older = linkInEmail('/verify-email', await mailbox.waitFor(person.email, welcome))
      await press(page, 'resendVerification')
      await expect(page).toHaveURL(/\/account\?verification-sent$/)
      await expect(page.getByRole('status').first()).toContainText('We’ve sent you a new link')
      const newer = linkInEmail('/verify-email', await mailbox.waitFor(person.email, sentAgain))

      await press(page, 'resendVerification')
      await expect(page.getByRole('status').first()).toContainText(/You can resend the email in \d\d? seconds/)
      expect(await axe(page)).toEqual([])

      await page.goto(older)
      await expect(page.getByRole('heading', { name: 'This link was replaced' })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Verify email' })).toHaveCount(0)
      await page.getByRole('link', { name: 'Go to my account' }).click()
      await expect(unproven(page)).toBeVisible()
      await page.goto(newer)
      await press(page, 'verifyEmail')
      await expect(page).toHaveURL(/\/account\?verified$/)
      expect(mailbox.sentTo(person.email, sentAgain)).toHaveLength(1)
    })

    test('a damaged link and a missing one say so and link to what to do next [D8r]', async ({
      page,
      person,
      mailbox,
    }) => {
      await openAccount(page, person)
      const link = linkInEmail('/verify-email', await mailbox.waitFor(person.email, welcome))
      await page.goto('/verify-email')
      await expect(page.getByRole('heading', { name: 'Open the link from your email' })).toBeVisible()
      await page.goto(link.slice(0, -9))
      await expect(page.getByRole('heading', { name: 'This link isn’t valid' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.getByRole('link', { name: 'Go to my account' }).click()
      await press(page, 'resendVerification')
      await expect(page).toHaveURL(/\/account\?verification-sent$/)
    })

    test('a reset verifies the email too, and the welcome email’s link says so', async ({ page, person, mailbox }) => {
      await registerQuickly(page.request, person)
      const link = linkInEmail('/verify-email', await mailbox.waitFor(person.email, welcome))
      await forgotPassword(page, person)
      const password = aPassword()
      const email = await mailbox.waitFor(person.email, { subject: /reset/i })
      await resetPassword(page, linkInEmail('/reset-password', email), password)
      await login(page, { ...person, password })
      await expect(page).toHaveURL('/account')
      await expect(unproven(page)).toHaveCount(0)
      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'Your email is already verified' })).toBeVisible()
    })

    test('a button meant for one account verifies no other', async ({ page, context, person, mailbox }) => {
      const other = aPerson()
      for (const each of [person, other]) await registerQuickly(page.request, each)
      await page.goto(linkInEmail('/verify-email', await mailbox.waitFor(person.email, welcome)))
      await (await context.newPage()).goto(linkInEmail('/verify-email', await mailbox.waitFor(other.email, welcome)))
      await press(page, 'verifyEmail')
      await expect(page.getByText(other.email)).toBeVisible()
      for (const each of [person, other]) {
        await login(page, each)
        await expect(unproven(page)).toBeVisible()
        await logout(page)
      }
    })

    test('an expired link says so, and the account page sends another after a minute', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, site }) => {
      await openAccount(page, person)
      await press(page, 'resendVerification')
      const link = linkInEmail('/verify-email', await mailbox.waitFor(person.email, sentAgain))
      await linksExpired(site, 'email_verifications', person)
      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible()
      expect(await axe(page)).toEqual([])

      await verificationSentAMinuteAgo(site, person)
      const before = mailbox.mails.length
      await page.getByRole('link', { name: 'Go to my account' }).click()
      await press(page, 'resendVerification')
      await page.goto(
        linkInEmail('/verify-email', await mailbox.waitFor(person.email, { ...sentAgain, after: before })),
      )
      await press(page, 'verifyEmail')
      await expect(page).toHaveURL(/\/account\?verified$/)
    })
  })
}
