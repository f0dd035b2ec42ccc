import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { query } from './connection/client'
import type { Later } from './connection/prepared'
import { type EventType, emails, events, users } from './schema'

export type Event = typeof events.$inferSelect

/** The user's events, newest first, those older than the event `before` where one is named. */
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

/** Of a row of `users`: a program has logged in to it from there in the last `days`, and since its devices were forgotten. */
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

/** A page of what was mailed to the user, or is about to be, newest first: what is older than the mail `before`. */
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

/** Leaves one line of something that was done to accounts at large: a million accounts would be a million events. */
export async function recordRun(type: 'imported' | 'exported', details: Record<string, string>): Promise<void> {
  await query((db) => db.insert(events).values({ type, details }))
}
