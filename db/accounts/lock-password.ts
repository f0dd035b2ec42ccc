import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { emails, events, users } from '@/db/schema'
import { NO_PASSWORD, type Origin, type User } from './users'

/** Disables the password, because someone else may know it, and emails a link to set another. */
export async function lockPassword(tx: Database, { id: userId, email }: User, origin: Origin): Promise<void> {
  const data = { ip: origin.ip, user_agent: origin.userAgent }
  await tx.update(users).set({ passwordHash: NO_PASSWORD }).where(eq(users.id, userId))
  await tx.insert(emails).values({ kind: 'reset-password', userId, recipient: email, data })
}

/** True if a password was set since an email change, with a minute to spare. */
export async function hasNewPassword(tx: Database, userId: string, since: SQL<Date>): Promise<boolean> {
  // An event has the time at which its transaction began, which may have waited for the change itself.
  const begun = sql`${since} - interval '1 minute'`
  const isNewPassword = inArray(events.type, ['password-reset', 'password-changed'])
  const found = await tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.userId, userId), isNewPassword, gt(events.at, begun)))
    .limit(1)
  return found.length > 0
}
