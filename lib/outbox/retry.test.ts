import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { claimDueEmails, type QueuedEmail } from '@/db/outbox/outbox'
import { emails, passwordResets } from '@/db/schema'
import { linkIn, type Mailbox, startMailbox } from '@/e2e/support/servers/smtp-mailbox'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { accountOf } from '@/test/accounts/account-now'
import { aCaller } from '@/test/accounts/callers'
import { disable, someone } from '@/test/accounts/someone'
import { smtpSink } from '@/test/emails/fake-servers'
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

test('an email that fails is postponed for longer each time, with the reason [C2, J4]', async ({ mailbox }) => {
  mailbox.refuse(421)
  const { email } = await someone()
  const id = await ask(email)
  for (const attempt of [1, 2, 3, 11, 12, 14]) {
    await query((db) =>
      db
        .update(emails)
        .set({ attempts: attempt - 1 })
        .where(eq(emails.id, id)),
    )
    await deliverEmail(await claimAgain(id))
    const { row, wait } = await stateOf(id)
    expect(row).toMatchObject({ status: 'queued', attempts: attempt, lastError: expect.stringMatching(/^SMTP: .*421/) })
    const around = Math.min(2 ** attempt, 3600)
    expect(wait).toBeGreaterThan(around * 0.75 - 2)
    expect(wait).toBeLessThan(around * 1.25 + 0.1)
    expect(JSON.stringify(row.lastError)).not.toContain(email)
  }
})

test('an email that still fails after a day is given up [J4]', async ({ mailbox }) => {
  mailbox.refuse(550)
  const id = await ask((await someone()).email)
  await deliverEmail(await claimAgain(id))
  expect((await stateOf(id)).row.status).toBe('queued')
  await query((db) => db.update(emails).set({ createdAt: sql`now() - interval '25 hours'` }).where(eq(emails.id, id)))
  await deliverEmail(await claimAgain(id))
  expect((await stateOf(id)).row).toMatchObject({ status: 'failed', lastError: expect.stringContaining('550') })
})

test("an email that the recipient's server refuses is tried again after hours, then fails, without making the account unreachable", async () => {
  const refuse = () => Object.assign(new Error('5.2.1 too much mail just now'), { responseCode: 550 })
  await using server = await smtpSink({ onRcptTo: (_, __, done) => done(refuse()) })
  const user = await someone()
  const id = await ask(user.email)
  await withSettings({ SMTP_URL: server.url }, async () => {
    for (const [waited, least, most] of [
      [0, 0.7, 1.3],
      [4, 2.9, 5.1],
      [12, 4.4, 7.6],
    ] as const) {
      await ageBy(id, waited)
      await deliverEmail(await claimAgain(id))
      const { row, wait } = await stateOf(id)
      expect(row).toMatchObject({ status: 'queued', serverReply: '550 5.2.1 too much mail just now' })
      expect(wait / 3600).toBeGreaterThan(least)
      expect(wait / 3600).toBeLessThan(most)
    }
    await ageBy(id, 25)
    await deliverEmail(await claimAgain(id))
  })
  expect((await stateOf(id)).row).toMatchObject({ status: 'failed', bouncedAt: null })
  expect((await accountOf(user)).emailUnreachableAt).toBeNull()
})

test('an unknown recipient is not tried again and counts as unreachable', async () => {
  const refuse = () => Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 })
  await using server = await smtpSink({ onRcptTo: (_, __, done) => done(refuse()) })
  const user = await someone()
  const id = await ask(user.email)
  await withSettings({ SMTP_URL: server.url }, async () => deliverEmail(await claimAgain(id)))
  expect((await stateOf(id)).row).toMatchObject({ status: 'sent', bouncedAt: expect.any(Date) })
  expect((await accountOf(user)).emailUnreachableAt).not.toBeNull()
})

test('a retry sends the same link, valid for a whole hour from then [C8]', async ({ mailbox }) => {
  const user = await someone()
  mailbox.refuse(421)
  const id = await ask(user.email)
  await deliverEmail(await claimAgain(id))
  const [made] = await resetsOf(user.id)
  await query((db) =>
    db
      .update(passwordResets)
      .set({ expiresAt: sql`now() - interval '2 hours'` })
      .where(eq(passwordResets.id, made!.id)),
  )
  mailbox.recover()
  await deliverEmail(await claimAgain(id))
  const resets = await resetsOf(user.id)
  expect(resets).toHaveLength(1)
  expect(resets[0]).toMatchObject({ id: made!.id, usedAt: null, replacedAt: null })
  expect(Math.abs(resets[0]!.expiresAt.getTime() - Date.now() - 3_600_000)).toBeLessThan(10_000)
  expect(await readResetLink(tokenIn(mailbox))).toMatchObject({ state: 'good', id: made!.id })
})

test('an email whose link was replaced by a newer request is not sent [C7]', async ({ mailbox }) => {
  const { email } = await someone()
  mailbox.refuse(421)
  const older = await ask(email)
  await deliverEmail(await claimAgain(older))
  mailbox.recover()
  const newer = await ask(email)
  await deliverEmail(await claimAgain(newer))
  await deliverEmail(await claimAgain(older))
  expect(mailbox.mails).toHaveLength(1)
  expect((await stateOf(older)).row).toMatchObject({ status: 'failed', lastError: expect.stringContaining('replaced') })
  expect(await readResetLink(tokenIn(mailbox))).toMatchObject({ state: 'good' })
})

test('a retry to an account disabled in the meantime is not sent', async ({ mailbox }) => {
  const user = await someone()
  mailbox.refuse(421)
  const id = await ask(user.email)
  await deliverEmail(await claimAgain(id))
  await disable(user)
  mailbox.recover()
  await deliverEmail(await claimAgain(id))
  expect(mailbox.mails).toEqual([])
})

test('an email handed over twice has the same link both times, and both work [J4]', async ({ mailbox }) => {
  const id = await ask((await someone()).email)
  const lost = await claimAgain(id)
  await deliverEmail(lost)
  // As if the process had died after the mail server accepted the email and before that was recorded.
  await query((db) => db.update(emails).set({ status: 'queued' }).where(eq(emails.id, id)))
  await deliverEmail(await claimAgain(id))
  expect(mailbox.mails).toHaveLength(2)
  const states = await Promise.all(mailbox.mails.map((email) => readResetLink(tokenOf(linkIn(email)))))
  expect(states).toMatchObject([{ state: 'good' }, { state: 'good' }])
})

/** As if this email had been requested this many hours ago. */
async function ageBy(id: string, hours: number): Promise<void> {
  const createdAt = sql`now() - make_interval(hours => ${hours})`
  await query((db) => db.update(emails).set({ createdAt }).where(eq(emails.id, id)))
}

/** The ID of the row that a request for that email creates. */
async function ask(email: string): Promise<string> {
  const known = new Set((await query((db) => db.select().from(emails))).map(({ id }) => id))
  await forgotPassword({ email }, aCaller())
  return (await query((db) => db.select().from(emails))).find(({ id }) => !known.has(id))!.id
}

/** Delivers only this email, as if it were due. */
async function claimAgain(id: string): Promise<QueuedEmail> {
  await query((db) => db.update(emails).set({ nextAttemptAt: sql`now() + interval '1 day'` }))
  await query((db) => db.update(emails).set({ nextAttemptAt: sql`now()` }).where(eq(emails.id, id)))
  const [claimed] = await claimDueEmails(10, 60)
  return claimed!
}

async function stateOf(id: string): Promise<{ row: QueuedEmail; wait: number }> {
  const wait = sql<number>`extract(epoch from ${emails.nextAttemptAt} - now())::float`
  const [state] = await query((db) => db.select({ row: emails, wait }).from(emails).where(eq(emails.id, id)))
  return state!
}

function resetsOf(userId: string) {
  return query((db) => db.select().from(passwordResets).where(eq(passwordResets.userId, userId)))
}

const tokenIn = ({ mails }: Mailbox) => tokenOf(linkIn(mails.at(-1)!))
const tokenOf = (link: string) => new URL(link).searchParams.get('token')!
