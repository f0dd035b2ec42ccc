import { eq, inArray, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { connection, query } from '@/db/connection/client'
import { setAsideFactors } from '@/db/factors/tables'
import { renewRecoveryCodes } from '@/db/factors/two-step'
import {
  emailChanges,
  emailContests,
  emails,
  emailUndos,
  emailVerifications,
  events,
  notMeLinks,
  passwordResets,
  registrations,
  sessions,
  users,
  webhookDeliveries,
} from '@/db/schema'
import { onPostgres } from '@/e2e/support/needs'
import { aPerson } from '@/e2e/support/steps/person'
import { type LinkPurpose, linkMinutes } from '@/lib/rules/link-minutes'
import { changeAccount } from '@/test/accounts/account-now'
import { agedId, rowsOf } from '@/test/accounts/account-rows'
import { newCodes } from '@/test/accounts/changed-factors'
import { manyEmails, manySessions } from '@/test/accounts/many-rows'
import { someone } from '@/test/accounts/someone'
import { setAsideDaysAgo, someoneWithSuspended } from '@/test/accounts/suspended-factors'
import { sweepOnce } from '@/test/sweep-once'
import { expect, test } from '@/test/unit'
import { sweepBatch, sweepSteps } from './sweep'

const keep = { links: 30, registrations: 7, mails: 90, events: 400 }
const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`
// Rows that expired a day ago are removed, and rows with a day left stay.
test.describe.configure({ mode: 'serial' })
test.beforeEach(async () => {
  // Removes what other tests have left in this database.
  while ((await sweepOnce(keep))?.more);
})

test('sessions are removed when they end [G8]', async () => {
  const { id: userId } = await someone()
  const session = { userId, kind: 'api' } as const
  await query((db) =>
    db.insert(sessions).values([
      { ...session, tokenHash: `${userId}-dead`, expiresAt: daysAgo(1) },
      { ...session, tokenHash: `${userId}-alive`, expiresAt: daysAgo(-1) },
    ]),
  )
  expect(await sweepOnce(keep)).toMatchObject({ sessions: 1, more: false })
  const left = await query((db) =>
    db.select({ hash: sessions.tokenHash }).from(sessions).where(eq(sessions.userId, userId)),
  )
  expect(left).toEqual([{ hash: `${userId}-alive` }])
})

test('every kind of link is removed 30 days after it ends [G8]', async () => {
  const { id: userId, email } = await someone()
  const ages = (purpose: LinkPurpose) =>
    [31, 29].map((days) => ({
      id: agedId(days + linkMinutes[purpose] / (24 * 60)),
      userId,
      email,
      expiresAt: daysAgo(days),
    }))
  await query(async (db) => {
    await db.insert(passwordResets).values(ages('password-reset'))
    await db.insert(emailVerifications).values(ages('verify-email'))
    await db.insert(emailChanges).values(ages('confirm-email'))
    const undo = { emailCanonical: email, reserved: true }
    await db.insert(emailUndos).values(ages('undo-email').map((link) => ({ ...link, ...undo })))
    await db.insert(notMeLinks).values(ages('not-me'))
    await db.insert(emailContests).values(ages('contest').map((link) => ({ ...link, emailCanonical: email })))
  })
  expect(await sweepOnce(keep)).toMatchObject({ links: 6 })
  const tables = [passwordResets, emailVerifications, emailChanges, emailUndos, notMeLinks, emailContests]
  for (const table of tables) {
    const old = sql`${table.userId} = ${userId} and ${table.expiresAt} < now()`
    expect(await query((db) => db.$count(table, old))).toBe(1)
  }
})

test('unverified registrations are removed 7 days after they end [G8]', async () => {
  const { email, first_name: firstName, last_name: lastName, phone_number: phoneNumber } = aPerson()
  const fields = {
    email,
    emailCanonical: email,
    firstName,
    lastName,
    phoneNumber,
    passwordHash: 'hash',
    emailId: uuidv7(),
  }
  const ages = [8, 6].map((days) => ({ ...fields, id: agedId(days + 1), expiresAt: daysAgo(days) }))
  await query((db) => db.insert(registrations).values(ages))
  expect(await sweepOnce(keep)).toMatchObject({ registrations: 1 })
  expect(await query((db) => db.$count(registrations, eq(registrations.email, email)))).toBe(1)
})

test('emails are removed after 90 days, except those still to be sent [G8]', async () => {
  const { id: userId } = await someone()
  const email = { userId, kind: 'reset-password', recipient: 'a@example.com' } as const
  await query((db) =>
    db.insert(emails).values([
      { ...email, id: agedId(91), status: 'sent', createdAt: daysAgo(91) },
      { ...email, id: agedId(91), status: 'failed', createdAt: daysAgo(91) },
      { ...email, id: agedId(91), status: 'queued', createdAt: daysAgo(91), nextAttemptAt: daysAgo(-1) },
      { ...email, id: agedId(89), status: 'sent', createdAt: daysAgo(89) },
    ]),
  )
  expect(await sweepOnce(keep)).toMatchObject({ mails: 2 })
  const mails = await query((db) => db.select({ status: emails.status }).from(emails).where(eq(emails.userId, userId)))
  // The welcome email is waiting, too.
  expect(mails.map(({ status }) => status).sort()).toEqual(['queued', 'queued', 'sent'])
})

test('emails without an account are removed after 7 days, except those still to be sent [G8]', async () => {
  const email = { kind: 'account-deleted', recipient: `${uuidv7()}@example.com` } as const
  const aged = (days: number, status: 'sent' | 'queued') => ({
    ...email,
    id: agedId(days),
    status,
    createdAt: daysAgo(days),
    nextAttemptAt: daysAgo(-1),
  })
  await query((db) => db.insert(emails).values([aged(8, 'sent'), aged(6, 'sent'), aged(8, 'queued')]))
  expect(await sweepOnce(keep)).toMatchObject({ mails: 1 })
  expect(await query((db) => db.$count(emails, eq(emails.recipient, email.recipient)))).toBe(2)
})

test('events are removed after 400 days [G8]', async () => {
  const { id: userId } = await someone()
  await query((db) =>
    db
      .insert(events)
      .values([401, 399].map((days) => ({ id: agedId(days), userId, type: 'login' as const, at: daysAgo(days) }))),
  )
  expect(await sweepOnce(keep)).toMatchObject({ events: 1 })
  expect(await query((db) => db.$count(events, eq(events.userId, userId)))).toBe(2)
})

test('a young row is kept, even if its ID looks old because the clock of its instance was slow', async () => {
  const { id: userId, email } = await someone()
  await query(async (db) => {
    await db.insert(events).values({ id: agedId(9_000), userId, type: 'login' })
    await db.insert(emails).values({ id: agedId(9_000), kind: 'welcome', recipient: email, status: 'sent' })
    await db.insert(notMeLinks).values({ id: agedId(9_000), userId, email, expiresAt: daysAgo(-7) })
  })
  expect(await sweepOnce(keep)).toMatchObject({ events: 0, mails: 0, links: 0 })
})

test('the IDs of webhooks are removed after 2 days, when none is repeated any more [G8]', async () => {
  const mark = uuidv7()
  const ids = [3, 1].map((days) => ({ id: `${mark}-${days}`, receivedAt: daysAgo(days) }))
  await query((db) => db.insert(webhookDeliveries).values(ids))
  await sweepOnce(keep)
  const left = await query((db) => db.select({ id: webhookDeliveries.id }).from(webhookDeliveries))
  expect(left.filter(({ id }) => id.startsWith(mark))).toEqual([{ id: `${mark}-1` }])
})

test('what was removed of the second factors is removed for good after 8 days, and what is suspended stays [G8, M26]', async () => {
  for (const [days, left] of [
    [7, ['removed', 'suspended', 'suspended', 'suspended']],
    [9, ['suspended', 'suspended', 'suspended']],
    [400, ['suspended', 'suspended', 'suspended']],
  ] as const) {
    const { user, own } = await someoneWithSuspended()
    await renewRecoveryCodes({ ...own, codeHashes: newCodes() }, {})
    await setAsideDaysAgo(user, days)
    await sweepOnce(keep)
    const rows = await query((db) => db.select().from(setAsideFactors).where(eq(setAsideFactors.userId, user.id)))
    expect(rows.map(({ removedAt }) => (removedAt ? 'removed' : 'suspended')).sort()).toEqual(left)
  }
})

test('an account is deleted on its day with all its data, and a last email says so [G8]', async () => {
  const due = await someone({ verified: true })
  const waiting = await someone()
  const setDue = (id: string, days: number) =>
    query((db) =>
      db
        .update(users)
        .set({ deletionDueAt: daysAgo(days) })
        .where(eq(users.id, id)),
    )
  await setDue(due.id, 0)
  await setDue(waiting.id, -1)
  expect(await sweepOnce(keep)).toMatchObject({ accounts: 1 })
  await query(async (db) => {
    const left = await db
      .select({ id: users.id })
      .from(users)
      .where(inArray(users.id, [due.id, waiting.id]))
    expect(left).toEqual([{ id: waiting.id }])
    for (const table of [events, emails, emailVerifications])
      expect(await db.$count(table, eq(table.userId, due.id))).toBe(0)
    const [last, ...others] = await db.select().from(emails).where(eq(emails.recipient, due.email))
    expect(last).toMatchObject({ kind: 'account-deleted', userId: null, status: 'queued' })
    expect(others).toEqual([])
  })
})

test('the rows of a due account are removed before it, in separate batches', async () => {
  const due = await someone()
  await manySessions(due, 1_500)
  await manyEmails(due, 1_500)
  await query((db) => db.insert(notMeLinks).values({ userId: due.id, email: due.email, expiresAt: daysAgo(-1) }))
  await changeAccount(due, { deletionDueAt: daysAgo(0) })
  const sizes: number[] = []
  for (let step = 0; step < sweepSteps - 1; step++) {
    for (let more = true; more; ) {
      const batch = (await sweepBatch(step, keep))!
      more = batch.more
      sizes.push(batch.removed)
    }
  }
  expect(Math.max(...sizes)).toBe(1_000)
  const { user, sessions: devices, events: happened, mails, notMeLinks: links } = await rowsOf(due)
  expect([user?.id, devices, happened, mails, links]).toEqual([due.id, [], [], [], []])
})

test('the sweep says if more than a batch is left [G8]', async () => {
  const { id: userId } = await someone()
  await query((db) =>
    db.insert(events).values(
      Array.from({ length: 1_001 }, () => ({
        id: agedId(401),
        userId,
        type: 'login' as const,
        at: daysAgo(401),
      })),
    ),
  )
  expect(await sweepOnce(keep)).toMatchObject({ events: 1_000, more: true })
  expect(await sweepOnce(keep)).toMatchObject({ events: 1, more: false })
})

// The embedded database has only one connection, so nothing else can hold the lock.
test('only one instance sweeps at a time', { tag: onPostgres }, async () => {
  const { db } = await connection()
  await db.transaction(async (tx) => {
    await tx.select({ lock: sql`pg_advisory_xact_lock(${0x7377656570}::bigint)` }).from(sql`(select 1) as one`)
    expect(await sweepOnce(keep)).toBeUndefined()
  })
  expect(await sweepOnce(keep)).toMatchObject({ more: false })
})
