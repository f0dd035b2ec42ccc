import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { sessions, users } from '@/db/schema'

/** Locks the user first, as everywhere, and then the session, until the transaction ends. False if the session has ended. */
export async function holdSession(tx: Database, userId: string, sessionId: string): Promise<boolean> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('key share')
  const [live] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
    .for('key share')
  return live !== undefined
}
