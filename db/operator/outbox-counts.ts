import { asc, eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { type EmailKind, emails } from '@/db/schema'

export const emailKinds: readonly EmailKind[] = emails.kind.enumValues

/** The mails of one kind that are still to be sent: `later` are those being sent now or put off. */
export type Queued = { kind: EmailKind; due: number; later: number; dueForSeconds: number; queuedForSeconds: number }

/** Nobody waits for the rest to be counted. */
export const COUNT_AT_MOST = 10_000

/** What waits in the outbox. By the index of queued mails alone, and at most `limit` of them, soonest first. */
export function countQueuedEmails(limit: number): Promise<Queued[]> {
  return query((db) => {
    const { kind, nextAttemptAt, createdAt, status } = emails
    const queued = db
      .select({ kind, nextAttemptAt, createdAt })
      .from(emails)
      .where(eq(status, 'queued'))
      .orderBy(asc(nextAttemptAt))
      .limit(limit)
      .as('queued')
    const isDue = sql`${queued.nextAttemptAt} <= now()`
    return db
      .select({
        kind: queued.kind,
        due: sql`count(*) filter (where ${isDue})`.mapWith(Number),
        later: sql`count(*) filter (where not ${isDue})`.mapWith(Number),
        dueForSeconds: sql`greatest(0, extract(epoch from now() - min(${queued.nextAttemptAt})))`.mapWith(Number),
        queuedForSeconds: sql`extract(epoch from now() - min(${queued.createdAt}))`.mapWith(Number),
      })
      .from(queued)
      .groupBy(queued.kind)
  })
}

export type OutboxFacts = {
  queued: number
  oldestSeconds: number
  failedLately: number
  bouncedLately: number
  lastFault?: string
}

/** How many mails wait, since when, and how many of the last week were given up or came back, with the newest reason. */
export async function outboxFacts(db: Database): Promise<OutboxFacts> {
  const { status, createdAt, lastError, bouncedAt } = emails
  const lately = sql`${createdAt} > now() - interval '7 days'`
  const [facts] = await db
    .select({
      queued: sql`count(*) filter (where ${status} = 'queued')`.mapWith(Number),
      oldestSeconds:
        sql`coalesce(extract(epoch from now() - min(${createdAt}) filter (where ${status} = 'queued')), 0)`.mapWith(
          Number,
        ),
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
