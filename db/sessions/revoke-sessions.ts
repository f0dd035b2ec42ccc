import { and, eq, ne, type SQL } from 'drizzle-orm'
import type { Origin } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import { events, sessions, users } from '@/db/schema'
import { endSessions } from './end-sessions'
import type { SessionKind } from './sessions'

/** Ends the session of that token; returns whose session it was. */
export function endSession(tokenHash: string, kind: SessionKind, origin: Origin): Promise<string | undefined> {
  return transaction(async (tx) => {
    // Locks the user first, as everywhere: the event below needs that row, and a reset that has locked it waits for this session.
    const [session] = await tx
      .select({ id: sessions.id, userId: sessions.userId })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.tokenHash, tokenHash), eq(sessions.kind, kind)))
      .for('key share', { of: users })
    if (!session) return undefined
    if ((await endSessions(tx, eq(sessions.id, session.id), 'logout')) === 0) return undefined
    await tx.insert(events).values({ userId: session.userId, type: 'logout', ...origin })
    return session.userId
  })
}

/** Ends one session of the user; false if the user has no such session. */
export function deleteSession(userId: string, id: string, origin: Origin): Promise<boolean> {
  return revoke(userId, eq(sessions.id, id), origin).then((ended) => ended > 0)
}

/** Ends every session of the user except one; returns how many. */
export function deleteOtherSessions(userId: string, keptId: string, origin: Origin): Promise<number> {
  return revoke(userId, ne(sessions.id, keptId), origin)
}

function revoke(userId: string, which: SQL, origin: Origin): Promise<number> {
  return transaction(async (tx) => {
    // Not 'key share': a change that holds its own session while it ends the others would deadlock with this.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('share')
    const count = await endSessions(tx, and(eq(sessions.userId, userId), which)!, 'revoked')
    if (count === 0) return 0
    const details = { count: String(count) }
    await tx.insert(events).values({ userId, type: 'sessions-revoked', details, ...origin })
    return count
  })
}
