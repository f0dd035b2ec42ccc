import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { query, transaction } from './connection/client'
import type { Later } from './connection/prepared'
import { type Act, recordAct } from './operator/acts'
import { type EventType, emails, events, users } from './schema'

export type Event = typeof events.$inferSelect

/** The user's events, newest first; only those older than the event `before` if one is given. */
export function listEvents(userId: string, { before, limit }: { before?: string; limit: number }): Promise<Event[]> {
  return query((db) => {
    const mark = db
      .select({ at: events.at, id: events.id })
      .from(events)
      .where(and(eq(events.id, before ?? ''), eq(events.userId, userId)))
    const older = before ? sql`(${events.at}, ${events.id}) < (${mark})` : undefined
    return db
      .select()
      .from(events)
      .where(and(eq(events.userId, userId), older))
      .orderBy(desc(events.at), desc(events.id))
      .limit(limit)
  })
}

/** True for a row of `users` if an API client logged in from there in the last `days`, and since devices were last forgotten. */
export function hasLoggedInFrom(ip: Later<string | null>, userAgent: Later<string | null>, days: Later<number>): SQL {
  const there = sql`${events.ip} is not distinct from ${ip} and ${events.userAgent} is not distinct from ${userAgent}`
  const recent = sql`${events.at} > now() - make_interval(days => ${days})`
  const remembered = sql`${events.at} > coalesce(${users.devicesForgottenAt}, '-infinity')`
  const login = sql`${eq(events.type, 'login')} and ${events.details}->>'kind' = 'api'`
  return sql`exists (
    select 1 from ${events}
    where ${events.userId} = ${users.id} and ${login} and ${there} and ${recent} and ${remembered}
  )`
}

export type EmailRecord = Pick<
  typeof emails.$inferSelect,
  'id' | 'kind' | 'recipient' | 'status' | 'createdAt' | 'sentAt'
>

/** A page of the emails that were sent or are queued for the user, newest first; only those older than the email `before`. */
export function listEmailsOf(
  userId: string,
  { before, limit }: { before?: string; limit: number },
): Promise<EmailRecord[]> {
  const { id, kind, recipient, status, createdAt, sentAt } = emails
  const older = before === undefined ? undefined : lt(id, before)
  return query((db) =>
    db
      .select({ id, kind, recipient, status, createdAt, sentAt })
      .from(emails)
      .where(and(eq(emails.userId, userId), older))
      .orderBy(desc(id))
      .limit(limit),
  )
}

export async function recordEvent(userId: string, type: EventType, origin: { ip?: string; userAgent?: string }) {
  await query((db) => db.insert(events).values({ userId, type, ...origin }))
}

/**
 * Records an import or export as one event, because one for each of a million accounts would be a million events. `act` is the
 * operator's command, unless that is recorded already.
 */
export function recordRun(type: 'imported' | 'exported', details: Record<string, string>, act?: Act): Promise<void> {
  return transaction(async (tx) => {
    await tx.insert(events).values({ type, details })
    if (act) await recordAct(tx, act)
  })
}
