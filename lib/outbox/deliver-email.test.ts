import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { claimDueEmails, type QueuedEmail } from '@/db/outbox/outbox'
import { emails } from '@/db/schema'
import { linkIn, type Mailbox, startMailbox } from '@/e2e/support/servers/smtp-mailbox'
import { aPerson } from '@/e2e/support/steps/person'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { aCaller } from '@/test/accounts/callers'
import { disable, someone } from '@/test/accounts/someone'
import { test as base, expect } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { deliverEmail } from './deliver-email'

const test = base.extend<{ mailbox: Mailbox }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  mailbox: async ({}, use) => {
    const mailbox = await startMailbox()
    await withSettings({ SMTP_URL: mailbox.url }, () => use(mailbox))
    await mailbox.stop()
  },
})

test('an email with an account gets one email, sent to the email on file, with a working link [A5, C3]', async ({
  mailbox,
}) => {
  const user = await someone({ email: `Mike.${aPerson().email.replace('example', 'Example')}` })
  await deliverEmail(await asked(user.email.toLowerCase()))
  expect(mailbox.mails).toHaveLength(1)
  const [email] = mailbox.mails
  expect(email?.to).toEqual([user.email])
  const link = new URL(linkIn(email!))
  expect(link.origin + link.pathname).toBe('http://localhost:3000/reset-password')
  expect(await readResetLink(link.searchParams.get('token')!)).toMatchObject({ state: 'good', user: { id: user.id } })
})

test('the row of a sent email holds neither its token nor a link [C9]', async ({ mailbox }) => {
  const user = await someone()
  const queued = await asked(user.email)
  await deliverEmail(queued)
  const row = await find(queued)
  expect(row).toMatchObject({ status: 'sent', sentAt: expect.any(Date), userId: user.id, lastError: null })
  const token = new URL(linkIn(mailbox.mails[0]!)).searchParams.get('token')!
  const written = JSON.stringify(row)
  for (const secret of [token, token.split('.')[2]!, 'http', user.password]) expect(written).not.toContain(secret)
})

test('an unknown email gets nothing, and its row is deleted [C1]', async ({ mailbox }) => {
  const queued = await asked(aPerson().email)
  await deliverEmail(queued)
  expect(await find(queued)).toBeUndefined()
  expect(mailbox.mails).toEqual([])
})

test('a disabled account gets no email', async ({ mailbox }) => {
  const user = await someone()
  await disable(user)
  const queued = await asked(user.email)
  await deliverEmail(queued)
  expect(await find(queued)).toBeUndefined()
  expect(mailbox.mails).toEqual([])
})

test('a welcome email and a notice go to the email they were written for', async ({ mailbox }) => {
  const user = await someone()
  for (const kind of ['welcome', 'password-changed'] as const) {
    const row = { kind, userId: user.id, recipient: user.email, data: { first_name: 'Ada' } }
    const [queued] = await query((db) => db.insert(emails).values(row).returning())
    await deliverEmail(queued!)
    expect(await find(queued!)).toMatchObject({ status: 'sent' })
  }
  expect(mailbox.mails.map(({ to }) => to)).toEqual([[user.email], [user.email]])
  expect(mailbox.mails.map(({ text }) => text.includes('Hello Ada'))).toEqual([true, true])
})

test('a recipient that could be read as several is never handed over [C4]', async ({ mailbox }) => {
  const row = { kind: 'welcome' as const, recipient: 'v@example.com,a@evil.test', data: {} }
  const [queued] = await query((db) => db.insert(emails).values(row).returning())
  await deliverEmail(queued!)
  expect(await find(queued!)).toMatchObject({
    status: 'queued',
    lastError: 'The recipient is not one plain email address',
  })
  expect(mailbox.mails).toEqual([])
})

/** The claimed row of a request for that email. */
async function asked(email: string): Promise<QueuedEmail> {
  await query((db) => db.delete(emails))
  await forgotPassword({ email }, aCaller())
  const [queued] = await claimDueEmails(1, 60)
  return queued!
}

async function find({ id }: QueuedEmail): Promise<QueuedEmail | undefined> {
  const [row] = await query((db) => db.select().from(emails).where(eq(emails.id, id)))
  return row
}
