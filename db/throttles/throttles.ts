import { and, gt, inArray, or, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { prepared } from '@/db/connection/prepared'
import { throttles } from '@/db/schema'
import { counting, type Limit, valuesOf } from './counted-uses'
import { unflushed } from './unflushed'

/**
 * How many of the limits had room for this use, and the seconds until the one without room has it again, or 0. `undecided` if
 * calls in progress have used up that room and may still give it back.
 */
export type Used = { allowed: number; wait: number; undecided?: true }

/** A call that finds no room tries again in a second, while attempts in progress may still give back their use. */
const UNDECIDED_WAIT_SECONDS = 1

/**
 * Counts one use in each limit, in order, up to the first one without room. A refused use is not counted there or in later
 * limits. Whether an `undecided` use stays is told to `decide` later. It is a single statement, so that two concurrent calls
 * cannot take the same place.
 */
export async function useUp(limits: Limit[], undecided = false): Promise<Used> {
  if (limits.length === 0) return { allowed: 0, wait: 0 }
  const values = Object.assign({ undecided: Number(undecided) }, ...limits.map(valuesOf))
  const rows = await counting(limits.length)(values)
  const allowed = rows.filter(({ used }) => used).length
  if (allowed === limits.length) return { allowed, wait: 0 }
  const full = rows.find(({ used }) => !used)
  // If there is no row, a call at the same time has just begun the window.
  if (!full || full.undecided > 0) return { allowed, wait: UNDECIDED_WAIT_SECONDS, undecided: true }
  return { allowed, wait: Math.max(1, Math.ceil(full.seconds)) }
}

/** Decides the undecided use in each window that has not ended: it stays or is given back. Keys are in the order of counting. */
export async function decide(keys: string[], outcome: 'stays' | 'given back'): Promise<void> {
  await settle({ keys, back: outcome === 'given back' ? 1 : 0 })
}

const settle = prepared('settle_uses', (db) => {
  const keys = sql`${sql.placeholder('keys')}::text[]`
  const stillCounted = and(gt(throttles.points, 0), gt(throttles.expire, sql`now()`))
  const used = db
    .select({ key: throttles.key })
    .from(throttles)
    .where(and(sql`${throttles.key} = any(${keys})`, stillCounted))
    // Locked in the order in which they were counted, to avoid a deadlock with a call that counts meanwhile.
    .orderBy(sql`array_position(${keys}, ${throttles.key})`)
    .for('update')
  const counted = db.$with('counted').as(used)
  return db
    .with(counted)
    .update(throttles)
    .set({
      points: sql`${throttles.points} - ${sql.placeholder('back')}::int`,
      undecided: sql`greatest(${throttles.undecided} - 1, 0)`,
    })
    .where(inArray(throttles.key, db.select({ key: counted.key }).from(counted)))
    .returning({ unflushed })
})

export async function forgetUses(keys: string[]): Promise<void> {
  await query((db) => db.delete(throttles).where(inArray(throttles.key, keys)))
}

/** Forgets every use under keys with one of these prefixes. Returns how many keys still counted. */
export async function forgetUsesBeginning(tx: Database, beginnings: string[]): Promise<number> {
  const begins = or(...beginnings.map((each) => sql`starts_with(${throttles.key}, ${each})`))
  const forgotten = await tx
    .delete(throttles)
    .where(begins)
    .returning({
      counted: sql<boolean>`${throttles.points} > 0 and ${throttles.expire} > now()`,
    })
  return forgotten.filter(({ counted }) => counted).length
}
