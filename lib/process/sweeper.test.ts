import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { connection, query } from '@/db/connection/client'
import { emails, events, passwordResets, registrations, sessions } from '@/db/schema'
import { onPostgres } from '@/e2e/support/needs'
import { aPerson } from '@/e2e/support/steps/person'
import { changeAccount } from '@/test/accounts/account-now'
import { agedId } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { withoutDatabase } from '@/test/without-database'
import { sweep } from './sweeper'

const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`
// Each test counts rows of the whole database, in which other tests leave rows too.
test.beforeEach(sweep)

test('expired data is removed, data with a day left stays, and one line counts each kind [G8, I1]', async () => {
  const user = await someone()
  const due = await someone()
  const kept = { userId: user.id, email: user.email }
  await changeAccount(due, { deletionDueAt: daysAgo(0) })
  await query(async (db) => {
    const session = { userId: user.id, kind: 'api' } as const
    await db.insert(sessions).values([
      { ...session, tokenHash: `${user.id}/dead`, expiresAt: daysAgo(0) },
      { ...session, tokenHash: `${user.id}/alive`, expiresAt: daysAgo(-1) },
    ])
    await db
      .insert(passwordResets)
      .values([31, 29].map((days) => ({ ...kept, id: agedId(days + 1), expiresAt: daysAgo(days) })))
    await db
      .insert(registrations)
      .values([8, 6].map((days) => ({ ...registration(), id: agedId(days + 1), expiresAt: daysAgo(days) })))
    const email = { userId: user.id, kind: 'welcome', recipient: user.email, status: 'sent' } as const
    await db.insert(emails).values([91, 89].map((days) => ({ ...email, id: agedId(days), createdAt: daysAgo(days) })))
    await db
      .insert(events)
      .values([401, 399].map((days) => ({ ...kept, id: agedId(days), type: 'login' as const, at: daysAgo(days) })))
  })
  const counts = { sessions: 1, links: 1, registrations: 1, mails: 1, events: 1, accounts: 1 }
  expect(await logLinesOf(sweep)).toEqual([line('sweep', counts)])
  const nothing = { sessions: 0, links: 0, registrations: 0, mails: 0, events: 0, accounts: 0 }
  expect(await logLinesOf(sweep)).toEqual([line('sweep', nothing)])
  const left = await query((db) =>
    Promise.all([sessions, events].map((table) => db.$count(table, eq(table.userId, user.id)))),
  )
  expect(left).toEqual([1, 2])
})

test('one sweep removes more than a batch, and one line counts it', async () => {
  const { id: userId } = await someone()
  const old = Array.from({ length: 2_001 }, () => ({
    id: agedId(401),
    userId,
    type: 'login' as const,
    at: daysAgo(401),
  }))
  await query((db) => db.insert(events).values(old))
  expect(await logLinesOf(sweep)).toMatchObject([{ event: 'sweep', events: 2_001 }])
})

// The embedded database has only one connection, so nothing else can hold the lock.
test('while another instance sweeps, nothing is done and nothing is logged', { tag: onPostgres }, async () => {
  const { db } = await connection()
  await db.transaction(async (tx) => {
    await tx.select({ lock: sql`pg_advisory_xact_lock(${0x7377656570}::bigint)` }).from(sql`(select 1) as one`)
    expect(await logLinesOf(sweep)).toEqual([])
  })
  expect(await logLinesOf(sweep)).toMatchObject([{ event: 'sweep' }])
})

test('an unavailable database is logged in one line and stops nothing [J1]', async () => {
  await withoutDatabase(async () => {
    expect(await logLinesOf(sweep)).toMatchObject([{ event: 'sweep.failed', accounts: 0, error: expect.any(String) }])
  })
  expect(await logLinesOf(sweep)).toMatchObject([{ event: 'sweep' }])
})

function line(event: string, counts: object) {
  return { level: expect.any(Number), time: expect.any(String), event, ...counts }
}

function registration() {
  const { email, first_name: firstName, last_name: lastName, phone_number: phoneNumber } = aPerson()
  return { email, emailCanonical: email, firstName, lastName, phoneNumber, passwordHash: 'hash', emailId: uuidv7() }
}
