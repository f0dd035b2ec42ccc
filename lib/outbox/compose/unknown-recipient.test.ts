import { eq } from 'drizzle-orm'
import type { SMTPServerOptions } from 'smtp-server'
import { query } from '@/db/connection/client'
import { claimDueEmails, type QueuedEmail } from '@/db/outbox/outbox'
import { emails } from '@/db/schema'
import { deliverEmail } from '@/lib/outbox/deliver-email'
import { emailState } from '@/lib/outbox/email-state'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { accountOf } from '@/test/accounts/account-now'
import { eventsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { smtpSink } from '@/test/emails/fake-servers'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

const refuses = (words: string): SMTPServerOptions => ({
  onRcptTo: (_, __, done) => done(Object.assign(new Error(words), { responseCode: 550 })),
})

test('an email to an unknown recipient bounces at once, and the account counts as unreachable', async () => {
  const user = await someone()
  const { outcome, row } = await resetFor(user.email, refuses(`5.1.1 <${user.email}>: no such user`))
  expect([outcome, emailState(row)]).toEqual(['bounced', 'bounced'])
  expect(row).toMatchObject({ userId: user.id, serverReply: `550 5.1.1 <${user.email}>: no such user` })
  expect((await accountOf(user)).emailUnreachableAt).toEqual(expect.any(Date))
  expect((await eventsOf(user)).at(-1)).toBe('email-unreachable')
  expect(await claimDueEmails(1_000, 0)).not.toContainEqual(expect.objectContaining({ id: row.id }))
})

test('after any other refusal sending is tried again, and the server’s reply is kept', async () => {
  const user = await someone()
  const { outcome, row } = await resetFor(user.email, refuses('5.7.1 policy'))
  expect([outcome, emailState(row)]).toEqual(['postponed', 'queued'])
  expect(row).toMatchObject({ lastError: 'SMTP: EENVELOPE RCPT TO 550 5.7.1', serverReply: '550 5.7.1 policy' })
  expect((await accountOf(user)).emailUnreachableAt).toBeNull()
})

test('the server’s reply to an accepted email is kept', async () => {
  const { outcome, row } = await resetFor((await someone()).email, {})
  expect([outcome, emailState(row)]).toEqual(['sent', 'sent'])
  expect(row).toMatchObject({ serverReply: expect.stringMatching(/^250 /), lastError: null })
})

/** Attempts once to send a reset email and returns its row. */
async function resetFor(email: string, options: SMTPServerOptions) {
  await using sink = await smtpSink(options)
  await query((db) => db.delete(emails))
  await forgotPassword({ email }, aCaller())
  const [claimed] = (await claimDueEmails(1, 60)) as [QueuedEmail]
  const outcome = await withSettings({ SMTP_URL: sink.url }, () => deliverEmail(claimed))
  const [row] = await query((db) => db.select().from(emails).where(eq(emails.id, claimed.id)))
  return { outcome, row: row! }
}
