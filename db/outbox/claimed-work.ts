import { and, asc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { query } from '@/db/connection/client'

/** For how long a row belongs to one instance: longer than the longest send, so that only those of a dead one are due again. */
export const LEASE_SECONDS = 90

/** A table of what is to be sent. Instances share it, and each row is sent by the one that has claimed it. */
type Queue = PgTable & Record<'id' | 'status' | 'attempts' | 'nextAttemptAt', PgColumn>
type Claim = { limit: number; leaseSeconds?: number; only?: SQL; first?: SQL }
type Claimed = { id: string; attempts: number }

/** Claims up to `limit` due rows, those with the lowest `first` before the others. No other instance gets them during the lease. */
export function claimDue<Q extends Queue>(queue: Q, claim: Claim): Promise<Q['$inferSelect'][]> {
  const { limit, leaseSeconds = LEASE_SECONDS, only, first } = claim
  return query(async (db) => {
    const soonest = asc(queue.nextAttemptAt)
    const rows = db
      .select({ id: queue.id })
      .from(queue as PgTable)
      .where(and(isDue(queue), only))
      .orderBy(...(first ? [asc(first), soonest] : [soonest]))
      .limit(limit)
      .for('update', { skipLocked: true })
    // Separate and not inside the condition, where the server may run it again for each row and take more than the limit.
    const due = db.$with('due').as(rows)
    const claimed: unknown = await db
      .with(due)
      .update(queue as PgTable)
      .set({ attempts: sql`${queue.attempts} + 1`, nextAttemptAt: inSeconds(leaseSeconds) })
      .where(inArray(queue.id, db.select({ id: due.id }).from(due)))
      .returning()
    return claimed as Q['$inferSelect'][]
  })
}

/** True of rows whose turn has come. Lanes look for one before they claim, because looking costs less and is mostly in vain. */
export function isDue(queue: Queue) {
  return and(eq(queue.status, 'queued'), lte(queue.nextAttemptAt, sql`now()`))
}

/** Only the instance with the lease may decide; a later claim has increased the count. */
export function isLeased(queue: Queue, { id, attempts }: Claimed) {
  return and(eq(queue.id, id), eq(queue.attempts, attempts), eq(queue.status, 'queued'))
}

export const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`
