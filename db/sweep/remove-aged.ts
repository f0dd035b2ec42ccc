import { and, lt, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '@/db/connection/database'

/** Rows whose time in `since` is `days` ago. That time is `afterMinutes` after the creation of the row. */
type Aged = {
  table: PgTable & { id: PgColumn }
  since: PgColumn
  days: number
  afterMinutes?: number
  only?: SQL
}

/**
 * The IDs of these rows start with their creation time, so the primary key finds the oldest without reading any others. A BRIN
 * index on the time would stop working once new rows fill the space of removed ones. Only the column decides, by the database's
 * clock, so that no young row is removed because its ID looks old.
 */
export function removeAged(tx: Database, aged: Aged, limit: number): Promise<number> {
  const { table, since, days, afterMinutes = 0, only } = aged
  const made = Date.now() - (days * 24 * 60 + afterMinutes) * 60_000
  const old = and(lt(table.id, firstIdOf(made)), lt(since, daysAgo(days)), only)
  return removeSome(tx, table, table.id, old, limit, table.id)
}

/** Removes up to `limit` rows, sorted by `orderBy` if it is given; `key` is the primary key. Returns how many. */
export async function removeSome(
  tx: Database,
  table: PgTable,
  key: PgColumn | PgColumn[],
  which: SQL | undefined,
  limit: number,
  orderBy?: PgColumn,
): Promise<number> {
  const columns = [key].flat()
  const chosen = tx
    .select(Object.fromEntries(columns.map((column) => [column.name, column])))
    .from(table)
    .where(which)
  // Locked rows are left for the next run.
  const rows = (orderBy ? chosen.orderBy(orderBy) : chosen).limit(limit).for('update', { skipLocked: true })
  const batch = tx.$with('batch').as(rows)
  const removed = await tx
    .with(batch)
    .delete(table)
    .where(sql`(${sql.join(columns, sql`, `)}) in (select * from ${batch})`)
    .returning({ key: columns[0]! })
  return removed.length
}

export const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`

const firstIdOf = (msecs: number) => uuidv7({ msecs, seq: 0, random: new Uint8Array(16) })
