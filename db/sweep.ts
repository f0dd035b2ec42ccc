import { and, inArray, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { deleteDueAccounts, dueAccounts } from './account-deletion'
import { type Database, transaction } from './client'
import {
  disavowals,
  emailChanges,
  emails,
  emailUndos,
  emailVerifications,
  events,
  passwordResets,
  registrations,
  sessions,
  throttles,
  webhookDeliveries,
} from './schema'

/** For how many days after its end each kind of row is kept. */
export type KeepDays = { links: number; registrations: number; mails: number; events: number }

/** "sweep" in ASCII, for PostgreSQL's advisory locks. */
const SWEEP_LOCK = 0x7377656570
/** So many rows at a time: no statement runs long, and no lock is held long. */
const BATCH = 1_000
/** Resend tries a webhook again for a little more than a day. */
const WEBHOOK_DAYS = 2

/** One kind of rows: how a batch of them is removed, and under which name they are counted. */
type Step = {
  counts?: SweptKind
  batch?: number
  remove: (tx: Database, keep: KeepDays, limit: number) => Promise<number>
}
export type SweptKind = 'sessions' | 'links' | 'registrations' | 'mails' | 'events' | 'accounts'

const links = (table: PgTable & { id: PgColumn; expiresAt: PgColumn }): Step => ({
  counts: 'links',
  remove: (tx, keep, limit) => remove(tx, table, lt(table.expiresAt, daysAgo(keep.links)), limit),
})

const steps: Step[] = [
  { counts: 'sessions', remove: (tx, _, limit) => remove(tx, sessions, lt(sessions.expiresAt, sql`now()`), limit) },
  ...[disavowals, passwordResets, emailVerifications, emailChanges, emailUndos].map(links),
  {
    counts: 'registrations',
    remove: (tx, keep, limit) =>
      remove(tx, registrations, lt(registrations.expiresAt, daysAgo(keep.registrations)), limit),
  },
  { counts: 'mails', remove: (tx, keep, limit) => remove(tx, emails, isOldMail(keep), limit) },
  { counts: 'events', remove: (tx, keep, limit) => remove(tx, events, lt(events.at, daysAgo(keep.events)), limit) },
  { remove: (tx, _, limit) => removeBy(tx, throttles, throttles.key, lt(throttles.expire, sql`now()`), limit) },
  {
    remove: (tx, _, limit) => {
      const { id, receivedAt } = webhookDeliveries
      return removeBy(tx, webhookDeliveries, id, lt(receivedAt, daysAgo(WEBHOOK_DAYS)), limit)
    },
  },
  // First, and in batches: an account that takes too many rows along could never be deleted.
  { remove: (tx, _, limit) => remove(tx, events, inArray(events.userId, dueAccounts(tx)), limit) },
  { counts: 'accounts', batch: 100, remove: (tx, _, limit) => deleteDueAccounts(tx, limit) },
]
export const sweepSteps = steps.length

/** Removes one batch of the rows of a step that have had their time; undefined while another instance sweeps. */
export function sweepBatch(
  step: number,
  keep: KeepDays,
): Promise<{ counts?: SweptKind; removed: number; more: boolean } | undefined> {
  const { counts, batch = BATCH, remove } = steps[step]!
  return transaction(async (tx) => {
    const lock = sql<boolean>`pg_try_advisory_xact_lock(${SWEEP_LOCK}::bigint)`
    const [mine] = await tx.select({ lock }).from(sql`(select 1) as one`)
    if (!mine?.lock) return undefined
    const removed = await remove(tx, keep, batch)
    return { counts, removed, more: removed >= batch }
  })
}

function isOldMail(keep: KeepDays) {
  // Of an address that came to no account.
  const nobodys = and(isNull(emails.userId), lt(emails.createdAt, daysAgo(keep.registrations)))
  // What is still to be sent stays.
  return and(or(lt(emails.createdAt, daysAgo(keep.mails)), nobodys), ne(emails.status, 'queued'))
}

function remove(tx: Database, table: PgTable & { id: PgColumn }, old: SQL | undefined, limit: number): Promise<number> {
  return removeBy(tx, table, table.id, old, limit)
}

async function removeBy(tx: Database, table: PgTable, key: PgColumn, old: SQL | undefined, limit: number) {
  // A row that somebody has locked is left for the next time.
  const rows = tx.select({ key }).from(table).where(old).limit(limit).for('update', { skipLocked: true })
  const batch = tx.$with('batch').as(rows)
  const removed = await tx
    .with(batch)
    .delete(table)
    .where(inArray(key, tx.select({ key: batch.key }).from(batch)))
    .returning({ key })
  return removed.length
}

const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`
