import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import {
  type EventType,
  emailChanges,
  emailContests,
  emails,
  emailUndos,
  emailVerifications,
  events,
  type NoticeKind,
  notMeLinks,
  passwordResets,
  sessions,
  users,
} from '@/db/schema'

/** Every row of an account, to see what a change did or that it did nothing. */
export async function rowsOf({ id }: Pick<User, 'id'>) {
  return query(async (db) => {
    const [user] = await db.select().from(users).where(eq(users.id, id))
    return {
      user,
      sessions: await db.select().from(sessions).where(eq(sessions.userId, id)).orderBy(sessions.id),
      events: await db.select().from(events).where(eq(events.userId, id)).orderBy(events.id),
      mails: await db.select().from(emails).where(eq(emails.userId, id)).orderBy(emails.id),
      resets: await db.select().from(passwordResets).where(eq(passwordResets.userId, id)),
      verifications: await db.select().from(emailVerifications).where(eq(emailVerifications.userId, id)),
      changes: await db.select().from(emailChanges).where(eq(emailChanges.userId, id)).orderBy(emailChanges.id),
      undos: await db.select().from(emailUndos).where(eq(emailUndos.userId, id)).orderBy(emailUndos.id),
      contests: await db.select().from(emailContests).where(eq(emailContests.userId, id)).orderBy(emailContests.id),
      notMeLinks: await db.select().from(notMeLinks).where(eq(notMeLinks.userId, id)).orderBy(notMeLinks.id),
    }
  })
}

/** The emails of one kind that are queued for or sent to an account. */
export async function emailsOf(user: Pick<User, 'id'>, kind: (typeof emails.$inferSelect)['kind']) {
  return (await rowsOf(user)).mails.filter((email) => email.kind === kind)
}

/** Which changes of second factors and passkeys an account owner was told of, oldest first. */
export async function factorChangesTold(user: Pick<User, 'id'>) {
  return (await emailsOf(user, 'second-factor-changed')).map(({ data }) => data.factor_change)
}

/** How many events the notices of one kind report that are queued for or sent to an account. */
export async function eventsTold(user: Pick<User, 'id'>, kind: NoticeKind): Promise<number> {
  return (await emailsOf(user, kind)).reduce((sum, { data }) => sum + (data.gathered?.count ?? 1), 0)
}

/** The types of an account's events, oldest first. */
export async function eventsOf(user: Pick<User, 'id'>): Promise<EventType[]> {
  return (await rowsOf(user)).events.map(({ type }) => type)
}

/** The ID of a row that was created this many days ago. */
export const agedId = (days: number) => uuidv7({ msecs: Date.now() - days * 24 * 3_600_000 })
