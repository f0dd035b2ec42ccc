import { inArray, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { claimDueEmails } from '@/db/outbox/outbox'
import { emails } from '@/db/schema'
import { race } from '@/e2e/support/needs'
import { type Mailbox, startMailbox } from '@/e2e/support/servers/smtp-mailbox'
import { aPerson } from '@/e2e/support/steps/person'
import { sweep } from '@/lib/process/sweeper'
import { isUnavailable } from '@/lib/unavailable'
import { test as base, expect } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { withoutDatabase } from '@/test/without-database'
import { dispatchOnce } from './dispatch-once'
import { runDispatcher } from './dispatcher'

const test = base.extend<{ mailbox: Mailbox }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  mailbox: async ({}, use) => {
    // Accounts that other tests left for deletion would get an email about it.
    await sweep()
    await query((db) => db.delete(emails))
    const mailbox = await startMailbox()
    await withSettings({ SMTP_URL: mailbox.url }, () => use(mailbox))
    await mailbox.stop()
  },
})

test('all due emails are sent, even more than fit in one batch, and the rest is counted', async ({ mailbox }) => {
  await queue(45)
  const later = await queue(2)
  const nextAttemptAt = sql`now() + interval '1 hour'`
  await query((db) => db.update(emails).set({ nextAttemptAt }).where(inArray(emails.recipient, later)))
  expect(await dispatchOnce()).toEqual({ sent: 45, postponed: 0, failed: 0, left: 2 })
  expect(mailbox.mails).toHaveLength(45)
})

test('emails that the mail server refuses are postponed, or given up after a day', async ({ mailbox }) => {
  mailbox.refuse(421)
  const [old] = await queue(3)
  const createdAt = sql`now() - interval '25 hours'`
  await query((db) =>
    db
      .update(emails)
      .set({ createdAt })
      .where(inArray(emails.recipient, [old!])),
  )
  expect(await dispatchOnce()).toEqual({ sent: 0, postponed: 2, failed: 1, left: 2 })
})

test('no email is sent twice, even with a running dispatcher or several runs at once [J4]', { tag: race }, async ({
  mailbox,
}) => {
  const addresses = await queue(60)
  const stop = new AbortController()
  const running = runDispatcher(stop.signal, 50)
  const [one, other] = await Promise.all([dispatchOnce(), dispatchOnce()])
  await expect.poll(() => mailbox.mails.length, { intervals: [20] }).toBe(60)
  stop.abort()
  await running
  expect(mailbox.mails.flatMap(({ to }) => to).sort()).toEqual(addresses.sort())
  expect(one.sent + other.sent).toBeLessThanOrEqual(60)
})

test('when its time is up, it starts no further email and finishes those in progress', async ({ mailbox }) => {
  mailbox.slow(100)
  await queue(30)
  const { sent, left } = await dispatchOnce(0.05)
  expect([sent, left]).toEqual([20, 10])
  expect(mailbox.mails).toHaveLength(20)
  expect(await claimDueEmails(100, 60)).toHaveLength(10)
})

test('an unavailable database is reported [J1]', async () => {
  await withoutDatabase(async () => {
    expect(isUnavailable(await dispatchOnce().catch((error) => error))).toBe(true)
  })
})

/** Queues this many emails and returns their recipients. */
async function queue(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, () => ({ kind: 'welcome' as const, recipient: aPerson().email }))
  await query((db) => db.insert(emails).values(rows))
  return rows.map(({ recipient }) => recipient)
}
