import { and, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from './connection/database'

/** Rows whose `since` was so many days ago, which is set to `afterMinutes` after they are made. */
type Aged = {
  table: PgTable & { id: PgColumn }
  since: PgColumn
  days: number
  afterMinutes?: number
  only?: SQL
}

/**
 * Their ids begin with the moment they were made at, so that the primary key finds the oldest and no other row is read:
 * a BRIN index of the moments would go blind once new rows fill the places of removed ones. The column alone decides,
 * by the database's clock, so that an id that looks old takes no young row away.
 */
export function removeAged(tx: Database, aged: Aged, limit: number): Promise<number> {
  const { table, since, days, afterMinutes = 0, only } = aged
  const made = Date.now() - (days * 24 * 60 + afterMinutes) * 60_000
  const old = and(lt(table.id, firstIdOf(made)), lt(since, daysAgo(days)), only)
  return removeSome(tx, table, table.id, old, limit, table.id)
}

/** Removes up to `limit` rows, in the order of a column where one is named; returns how many. */
export async function removeSome(
  tx: Database,
  table: PgTable,
  key: PgColumn,
  which: SQL | undefined,
  limit: number,
  orderBy?: PgColumn,
): Promise<number> {
  const chosen = tx.select({ key }).from(table).where(which)
  // A locked row is left for the next time.
  const rows = (orderBy ? chosen.orderBy(orderBy) : chosen).limit(limit).for('update', { skipLocked: true })
  const batch = tx.$with('batch').as(rows)
  const removed = await tx
    .with(batch)
    .delete(table)
    .where(inArray(key, tx.select({ key: batch.key }).from(batch)))
    .returning({ key })
  return removed.length
}

export const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`

const firstIdOf = (msecs: number) => uuidv7({ msecs, seq: 0, random: new Uint8Array(16) })
