import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { emails, emailUndos, events, users } from '@/db/schema'
import { NO_PASSWORD, type Origin, type User } from './users'

/** Lets the password open nothing any more, since somebody else may know it, and mails a link to set another. */
export async function lockPassword(tx: Database, { id: userId, email }: User, { ip }: Origin): Promise<void> {
  await tx.update(users).set({ passwordHash: NO_PASSWORD }).where(eq(users.id, userId))
  await tx.insert(emails).values({ kind: 'reset-password', userId, recipient: email, data: { ip } })
}

/** True where a password was set since the change of email that this link undoes. */
export async function hasNewPassword(tx: Database, userId: string, undoId: string): Promise<boolean> {
  // An event bears the moment at which its transaction began, and that may have waited for the change itself.
  const at = sql`${emailUndos.createdAt} - interval '1 minute'`
  const change = tx.select({ at }).from(emailUndos).where(eq(emailUndos.id, undoId))
  const isNewPassword = inArray(events.type, ['password-reset', 'password-changed'])
  const found = await tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.userId, userId), isNewPassword, gt(events.at, sql`(${change})`)))
    .limit(1)
  return found.length > 0
}
