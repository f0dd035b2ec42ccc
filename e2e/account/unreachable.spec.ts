import type { APIRequestContext } from 'playwright/test'
import { bounced, signed, webhookSecret } from '@/e2e/support/servers/resend-webhooks'
import { isFitInEveryLook } from '../support/pages/page-is-fit'
import type { Mail } from '../support/servers/smtp-mailbox'
import { emailsAreSent } from '../support/steps/emails-sent'
import { linkInEmail } from '../support/steps/link-in-email'
import { move } from '../support/steps/move-account'
import { openAccount } from '../support/steps/open-account'
import { aPerson, press } from '../support/steps/person'
import { expect, test } from '../support/test'

test.use({ environment: { RESEND_WEBHOOK_SECRET: webhookSecret, RATE_LIMITS: 'off' } })

const reset = { subject: /reset/i }
const cannotReach = 'We can’t reach you at'

test('after a bounce the account pages say so and no reset is sent, until the email changes', async ({
  page,
  person,
  mailbox,
  request,
}) => {
  await openAccount(page, person)
  const forgot = (email: string) => request.post('/api/forgot-password', { data: { email } })
  const before = await forgot(person.email)
  await mailbox.waitFor(person.email, reset)
  await comesBack(request, await mailbox.waitFor(person.email, { subject: /welcome/i }))

  for (const path of ['/account', '/account/email']) {
    await page.goto(path)
    await expect(page.getByText(`${cannotReach} ${person.email}`)).toBeVisible()
    await isFitInEveryLook(page, path)
  }
  await page.goto('/account/activity')
  await expect(page.getByText(`Emails to ${person.email} could not be delivered`)).toBeVisible()

  const after = await forgot(person.email)
  expect([after.status(), await after.text()]).toEqual([before.status(), await before.text()])
  await emailsAreSent(request, mailbox)
  expect(mailbox.sentTo(person.email, reset)).toHaveLength(1)

  const to = aPerson().email
  await move(page, mailbox, person, to)
  await expect(page.getByText(cannotReach)).toHaveCount(0)
  await forgot(to)
  await mailbox.waitFor(to, reset)
})

test.describe('without script [K11]', () => {
  test.use({ script: false })

  test('an owner whose email works again can have it tried, and is reachable', async ({
    page,
    person,
    mailbox,
    request,
  }) => {
    await openAccount(page, person)
    await comesBack(request, await mailbox.waitFor(person.email, { subject: /welcome/i }))
    await page.goto('/account')
    await press(page, 'tryAddressAgain')
    await expect(page).toHaveURL(/\/account\?tried-again$/)
    await expect(page.getByRole('status').first()).toContainText('We’ve sent you')
    await expect(page.getByText(cannotReach)).toHaveCount(0)
    const email = await mailbox.waitFor(person.email, { subject: /verify your/i })
    await page.goto(linkInEmail('/verify-email', email))
    await press(page, 'verifyEmail')
    await expect(page).toHaveURL(/\/account\?verified$/)
  })
})

/** Reports to the site, as Resend does, that one of its emails bounced permanently. */
async function comesBack(request: APIRequestContext, { raw }: Mail): Promise<void> {
  const [, id] = /^message-id: <([\w-]+)@/im.exec(raw) ?? []
  const { payload, ...said } = signed(bounced({ tags: { rekey_email_id: id } }))
  const answer = await request.post('/api/webhooks/resend', {
    data: payload,
    headers: {
      'content-type': 'application/json',
      'svix-id': said.id,
      'svix-timestamp': said.timestamp,
      'svix-signature': said.signature,
    },
  })
  expect([answer.status(), await answer.json()]).toEqual([200, { message: 'Event recorded.' }])
}
