import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { query, transaction } from './client'
import { events, sessions, users } from './schema'
import type { Origin, User } from './users'

export type SessionKind = 'browser' | 'api'
export type NewSession = { userId: string; tokenHash: string; kind: SessionKind; lifetimeDays: number }

/**
 * Starts a session only while `checkedHash` is still the password's hash and the account is enabled.
 * The share lock makes a reset under way finish first, so a login that began before it leaves no session behind.
 */
export function startSession(session: NewSession, checkedHash: string, origin: Origin): Promise<boolean> {
  const { userId, tokenHash, kind, lifetimeDays } = session
  return transaction(async (tx) => {
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.passwordHash, checkedHash), isNull(users.disabledAt)))
      .for('share')
    if (!user) return false
    const expiresAt = sql`now() + make_interval(days => ${lifetimeDays})`
    await tx.insert(sessions).values({ userId, tokenHash, kind, expiresAt, ...origin })
    await tx.insert(events).values({ userId, type: 'logged-in', details: { kind }, ...origin })
    return true
  })
}

/** The live session of that token with its user: not past its end, not idle too long, the account enabled. */
export async function findSession(
  tokenHash: string,
  kind: SessionKind,
  idleDays: number,
): Promise<{ id: string; stale: boolean; user: User } | undefined> {
  const [session] = await query((db) =>
    db
      .select({
        id: sessions.id,
        stale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '5 minutes'`,
        user: users,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(
        and(
          eq(sessions.tokenHash, tokenHash),
          eq(sessions.kind, kind),
          gt(sessions.expiresAt, sql`now()`),
          gt(sessions.lastSeenAt, sql`now() - make_interval(days => ${idleDays})`),
          isNull(users.disabledAt),
        ),
      ),
  )
  return session
}

/** Notes that the session is in use; of many requests at once only one writes. */
export async function touchSession(id: string): Promise<void> {
  const stale = lt(sessions.lastSeenAt, sql`now() - interval '5 minutes'`)
  await query((db) =>
    db
      .update(sessions)
      .set({ lastSeenAt: sql`now()` })
      .where(and(eq(sessions.id, id), stale)),
  )
}

/** Ends the session of that token; returns whose it was. */
export function endSession(tokenHash: string, kind: SessionKind, origin: Origin): Promise<string | undefined> {
  return transaction(async (tx) => {
    const [ended] = await tx
      .delete(sessions)
      .where(and(eq(sessions.tokenHash, tokenHash), eq(sessions.kind, kind)))
      .returning({ userId: sessions.userId })
    if (ended) await tx.insert(events).values({ userId: ended.userId, type: 'logged-out', ...origin })
    return ended?.userId
  })
}
