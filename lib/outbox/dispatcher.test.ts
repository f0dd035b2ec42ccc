import { inArray } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { startMailbox } from '@/e2e/support/servers/smtp-mailbox'
import { aPerson } from '@/e2e/support/steps/person'
import { readDevMailbox } from '@/emails/transport/dev-mailbox'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { runDispatcher } from './dispatcher'

/** Milliseconds between two looks of a dispatcher. */
const OFTEN = 50
const soon = { intervals: [20] }

test.beforeEach(async () => {
  await query((db) => db.delete(emails))
})

test('emails queued while it runs are sent, and it stops when told to', async () => {
  const stop = new AbortController()
  const running = runDispatcher(stop.signal, OFTEN)
  const user = await someone()
  await forgotPassword({ email: user.email }, aCaller())
  await expect.poll(() => mailsTo([user.email]), soon).toHaveLength(2)
  stop.abort()
  await running
  await forgotPassword({ email: user.email }, aCaller())
  expect(await statusesOf([user.email])).toEqual(expect.arrayContaining(['queued']))
})

test('two instances send each of 60 emails once, and one that the server refuses delays no other [J4]', async () => {
  const addresses = Array.from({ length: 60 }, () => aPerson().email)
  await queue(['v@example.com,a@evil.test', ...addresses])
  const stop = new AbortController()
  const running = [runDispatcher(stop.signal, OFTEN), runDispatcher(stop.signal, OFTEN)]
  await expect.poll(() => statusesOf(addresses), { ...soon, timeout: 15_000 }).toEqual(addresses.map(() => 'sent'))
  stop.abort()
  await Promise.all(running)
  const sent = (await mailsTo(addresses)).map(({ to }) => to)
  expect(sent.sort()).toEqual(addresses.sort())
  expect(await statusesOf(['v@example.com,a@evil.test'])).toEqual(['queued'])
})

test('a flood of other emails at a slow server does not delay a reset', async () => {
  const mailbox = await startMailbox()
  await withSettings({ SMTP_URL: mailbox.url }, async () => {
    mailbox.slow(2_000)
    const user = await someone()
    await queue(Array.from({ length: 40 }, () => aPerson().email))
    const stop = new AbortController()
    const running = runDispatcher(stop.signal, OFTEN)
    await expect.poll(() => mailbox.attempts(), soon).toBeGreaterThanOrEqual(5)
    await forgotPassword({ email: user.email }, aCaller())
    await mailbox.waitFor(user.email, { subject: /reset/i })
    // In one lane, it would have been claimed after ten of them, which go five at a time.
    expect(mailbox.mails.length).toBeLessThan(10)
    mailbox.recover()
    stop.abort()
    await running
  })
  await mailbox.stop()
})

test('emails in progress are finished before it stops [J5]', async () => {
  const mailbox = await startMailbox()
  await withSettings({ SMTP_URL: mailbox.url }, async () => {
    mailbox.slow(2_000)
    const { email } = aPerson()
    await queue([email])
    const stop = new AbortController()
    const running = runDispatcher(stop.signal)
    await expect.poll(() => mailbox.attempts(), soon).toBe(1)
    expect(mailbox.mails).toEqual([])
    stop.abort()
    await running
    expect(mailbox.sentTo(email)).toHaveLength(1)
    expect(await statusesOf([email])).toEqual(['sent'])
  })
  await mailbox.stop()
})

async function queue(recipients: string[]): Promise<void> {
  const rows = recipients.map((recipient) => ({ kind: 'welcome' as const, recipient, data: {} }))
  await query((db) => db.insert(emails).values(rows))
}

async function mailsTo(addresses: string[]) {
  return (await readDevMailbox()).filter(({ to }) => addresses.includes(to))
}

async function statusesOf(recipients: string[]): Promise<string[]> {
  const rows = await query((db) => db.select().from(emails).where(inArray(emails.recipient, recipients)))
  return rows.map(({ status }) => status)
}
