import { and, eq } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import type { User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { sessions } from '@/db/schema'

/**
 * Locks the account of a session and then the session. Undefined if it has ended since its caller was recognized: what a reset
 * has logged out must not finish anything afterwards.
 */
export async function lockOwnSession(
  tx: Database,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<User | undefined> {
  const user = await lockUser(tx, userId)
  if (!user) return undefined
  const isOwn = and(eq(sessions.id, sessionId), eq(sessions.userId, userId))
  const held = await tx.select({ id: sessions.id }).from(sessions).where(isOwn).for('no key update')
  return held.length === 1 ? user : undefined
}
