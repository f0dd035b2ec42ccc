import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { isAlive } from './sessions'

export type ListedSession = Omit<typeof sessions.$inferSelect, 'tokenHash' | 'userId'>

/** The live sessions of the user, most recently used first: at most `limit`, and always including `currentId` if there is one. */
export function findSessions(
  userId: string,
  { idleDays, currentId, limit }: { idleDays: number; currentId?: string; limit: number },
): Promise<ListedSession[]> {
  return query((db) => {
    const lately = [desc(sessions.lastSeenAt), desc(sessions.id)]
    const listed = db
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isAlive(idleDays)))
      .orderBy(...(currentId ? [desc(eq(sessions.id, currentId))] : []), ...lately)
      .limit(limit)
    return db
      .select()
      .from(sessions)
      .where(inArray(sessions.id, listed))
      .orderBy(...lately)
  })
}

/** A page of the live sessions of the user, newest first: those that began before the session `before`. */
export function pageOfSessions(
  userId: string,
  { idleDays, before, limit }: { idleDays: number; before?: string; limit: number },
): Promise<ListedSession[]> {
  const older = before === undefined ? undefined : lt(sessions.id, before)
  return query((db) =>
    db
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isAlive(idleDays), older))
      .orderBy(desc(sessions.id))
      .limit(limit),
  )
}
