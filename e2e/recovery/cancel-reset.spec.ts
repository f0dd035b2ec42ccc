import { onPostgres } from '../support/needs'
import { emailsAreSent } from '../support/steps/emails-sent'
import { linkInEmail } from '../support/steps/link-in-email'
import { openAccount, sessionOf, whoIs } from '../support/steps/open-account'
import { resetsNoLongerMuted } from '../support/steps/passing-time'
import { forgotPassword, login, press } from '../support/steps/person'
import { axe, expect, test, withoutLimits } from '../support/test'

// A mailbox gets one reset a minute, and these journeys request more.
test.use({ environment: withoutLimits })

const subject = /reset/i

for (const script of [true, false]) {
  test.describe(script ? 'an unrequested reset' : 'an unrequested reset, without script', () => {
    test.use({ script })

    test('the owner cancels the request and gets no reset until the next login [C5 C6]', async ({
      page,
      elsewhere,
      person,
      mailbox,
      request,
    }) => {
      await openAccount(page, person)
      const session = await sessionOf(page)
      await forgotPassword(elsewhere, person)
      const email = await mailbox.waitFor(person.email, { subject })
      const [link, reset] = [linkInEmail('/not-me', email), linkInEmail('/reset-password', email)]
      for (let i = 0; i < 10; i++) expect((await request.get(link)).status()).toBe(200)
      await page.goto(reset)
      await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()

      await page.goto(link)
      await expect(page.getByRole('main')).toContainText('6 hours')
      expect(await axe(page)).toEqual([])
      await press(page, 'declineReset')
      await expect(page.getByRole('heading', { name: 'Reset request canceled' })).toBeVisible()
      await expect(page.getByRole('main')).toContainText('6 hours')
      expect(await axe(page)).toEqual([])
      await page.goto(reset)
      await expect(page.getByRole('heading', { name: 'This link was replaced' })).toBeVisible()
      // A new link would not be sent, so the page says why.
      await expect(page.getByRole('main')).toContainText('6 hours')
      expect(await whoIs(request, session)).toBe(200)

      await forgotPassword(elsewhere, person)
      await expect(elsewhere.getByRole('heading', { name: 'Check your email' })).toBeVisible()
      await emailsAreSent(request, mailbox)
      expect(mailbox.sentTo(person.email, { subject })).toHaveLength(1)

      await page.context().clearCookies()
      await login(page, person)
      await forgotPassword(elsewhere, person)
      await expect.poll(() => mailbox.sentTo(person.email, { subject })).toHaveLength(2)
    })
  })
}

test('after 6 hours a reset is sent again', { tag: onPostgres }, async ({ request, person, mailbox, site }) => {
  const forgot = () => request.post('/api/forgot-password', { data: { email: person.email } })
  await request.post('/api/register', { data: person })
  await forgot()
  const token = new URL(linkInEmail('/not-me', await mailbox.waitFor(person.email, { subject }))).searchParams.get(
    'token',
  )
  expect((await request.post('/api/not-me', { data: { token } })).status()).toBe(200)
  await resetsNoLongerMuted(site, person)
  await forgot()
  await expect.poll(() => mailbox.sentTo(person.email, { subject }), { timeout: 10_000 }).toHaveLength(2)
})
