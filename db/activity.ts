import { and, desc, eq, gt, sql } from 'drizzle-orm'
import { query } from './client'
import { emails, events } from './schema'
import type { User } from './users'

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

/** Whether a program has logged in to the account from there in the last `days`, and since its devices were forgotten. */
export async function hasLoggedInFrom(
  { id, devicesForgottenAt }: Pick<User, 'id' | 'devicesForgottenAt'>,
  { ip = null, userAgent = null }: { ip?: string | null; userAgent?: string | null },
  days: number,
): Promise<boolean> {
  const there = sql`${events.ip} is not distinct from ${ip} and ${events.userAgent} is not distinct from ${userAgent}`
  const recent = sql`${events.at} > now() - make_interval(days => ${days})`
  const remembered = devicesForgottenAt ? gt(events.at, devicesForgottenAt) : undefined
  const login = and(eq(events.type, 'logged-in'), sql`${events.details}->>'kind' = 'api'`)
  const found = await query((db) =>
    db
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.userId, id), login, there, recent, remembered))
      .limit(1),
  )
  return found.length > 0
}

export type MailRecord = Pick<typeof emails.$inferSelect, 'kind' | 'recipient' | 'status' | 'createdAt' | 'sentAt'>

/** What was mailed to the user, or is about to be, newest first. */
export function listMails(userId: string): Promise<MailRecord[]> {
  const { kind, recipient, status, createdAt, sentAt } = emails
  return query((db) =>
    db
      .select({ kind, recipient, status, createdAt, sentAt })
      .from(emails)
      .where(eq(emails.userId, userId))
      .orderBy(desc(emails.createdAt)),
  )
}

export async function recordEvent(userId: string, type: string, origin: { ip?: string; userAgent?: string }) {
  await query((db) => db.insert(events).values({ userId, type, ...origin }))
}

/** Leaves one line of something that was done to accounts at large: a million accounts would be a million events. */
export async function recordRun(type: 'imported' | 'exported', details: Record<string, string>): Promise<void> {
  await query((db) => db.insert(events).values({ type, details }))
}
