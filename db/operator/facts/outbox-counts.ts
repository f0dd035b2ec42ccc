import { and, asc, eq, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { type EmailKind, type EmailLane, emailLane, emailLanes, emails } from '@/db/schema'

/**
 * The queued emails of one kind. `later` counts those that are being sent now, are postponed, or still gather events. Emails
 * that gather events have no age until they are due.
 */
export type Queued = { kind: EmailKind; due: number; later: number; dueForSeconds: number; queuedForSeconds: number }

/** Beyond this, the exact number does not matter. */
export const COUNT_AT_MOST = 10_000

/** Counts the queue with the index of queued emails alone: at most `limit` of each lane, the soonest first. */
export function countQueuedEmails(limit: number): Promise<Queued[]> {
  return query((db) => {
    const { kind, nextAttemptAt, createdAt, attempts, status } = emails
    const queuedIn = (lane: EmailLane) =>
      db
        .select({ kind, nextAttemptAt, createdAt, attempts })
        .from(emails)
        .where(and(eq(status, 'queued'), eq(emailLane(kind), emailLanes[lane])))
        .orderBy(asc(nextAttemptAt))
        .limit(limit)
    const queued = unionAll(queuedIn('resets'), queuedIn('others')).as('queued')
    const isDue = sql`${queued.nextAttemptAt} <= now()`
    return db
      .select({
        kind: queued.kind,
        due: sql`count(*) filter (where ${isDue})`.mapWith(Number),
        later: sql`count(*) filter (where not ${isDue})`.mapWith(Number),
        dueForSeconds: sql`greatest(0, extract(epoch from now() - min(${queued.nextAttemptAt})))`.mapWith(Number),
        queuedForSeconds:
          sql`coalesce(extract(epoch from now() - min(${queued.createdAt}) filter (where ${isDue} or ${queued.attempts} > 0)), 0)`.mapWith(
            Number,
          ),
      })
      .from(queued)
      .groupBy(queued.kind)
  })
}

export type OutboxFacts = {
  queued: number
  /** How many of them were tried before. */
  retried: number
  oldestSeconds: number
  failedLately: number
  bouncedLately: number
  lastFault?: string
}

/** How many emails are queued and since when, and how many failed or bounced in the last week, with the newest reason. */
export async function outboxFacts(db: Database): Promise<OutboxFacts> {
  const { status, createdAt, nextAttemptAt, attempts, lastError, bouncedAt } = emails
  // An email that still gathers events is not late until it is due.
  const isWaiting = sql`${status} = 'queued' and (${attempts} > 0 or ${nextAttemptAt} <= now())`
  const lately = sql`${createdAt} > now() - interval '7 days'`
  const [facts] = await db
    .select({
      queued: sql`count(*) filter (where ${isWaiting})`.mapWith(Number),
      retried: sql`count(*) filter (where ${status} = 'queued' and ${attempts} > 0)`.mapWith(Number),
      oldestSeconds:
        sql`coalesce(extract(epoch from now() - min(${createdAt}) filter (where ${isWaiting})), 0)`.mapWith(Number),
      failedLately: sql`count(*) filter (where ${status} = 'failed' and ${bouncedAt} is null)`.mapWith(Number),
      bouncedLately: sql`count(${bouncedAt})`.mapWith(Number),
      lastFault: sql<
        string | null
      >`(array_agg(${lastError} order by ${createdAt} desc) filter (where ${lastError} is not null))[1]`,
    })
    .from(emails)
    .where(sql`${status} = 'queued' or ((${status} = 'failed' or ${bouncedAt} is not null) and ${lately})`)
  const { lastFault, ...counts } = facts!
  return { ...counts, ...(lastFault && { lastFault }) }
}
