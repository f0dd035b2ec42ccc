import { and, desc, eq, gt, inArray, lt, ne, type SQL, sql } from 'drizzle-orm'
import { isLive } from '@/db/accounts/live-account'
import type { Origin, User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { type Later, prepared } from '@/db/connection/prepared'
import { raiseLevel } from '@/db/factors/level'
import { type SecondStep, useSecondStep } from '@/db/factors/logins/second-step'
import { events, sessions, users } from '@/db/schema'
import { endSessions } from './end-sessions'
import { lockOwnSession } from './own-session'

export type SessionKind = 'browser' | 'api'

export type FoundSession = {
  id: string
  /** Its last use was recorded some minutes ago. */
  stale: boolean
  /** The account owner confirmed within the last `freshMinutes` that it is them. */
  fresh: boolean
  /** When they last did. */
  confirmedAt: Date
  /** When the second step was done, or the login with a passkey; null if the owner has shown only the password so far. */
  secondFactorAt: Date | null
  /** How the session began (RFC 8176). */
  amr: (typeof sessions.$inferSelect)['amr']
  user: User
}

type SessionQuestion = { tokenHash: string; kind: SessionKind; idleDays: number; freshMinutes: number }

const askForSession = prepared<FoundSession[], SessionQuestion>('live_session', (db) => {
  const { placeholder } = sql
  const isOne = and(eq(sessions.tokenHash, placeholder('tokenHash')), eq(sessions.kind, placeholder('kind')))
  return db
    .select({
      id: sessions.id,
      stale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '5 minutes'`,
      fresh: sql<boolean>`${sessions.confirmedAt} > now() - make_interval(mins => ${placeholder('freshMinutes')})`,
      confirmedAt: sessions.confirmedAt,
      secondFactorAt: sessions.secondFactorAt,
      amr: sessions.amr,
      user: users,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(isOne, isAlive(placeholder('idleDays')), isLive()))
})

/** The live session of that token with its user: not expired, not idle for too long, and the account is live. */
export async function findSession(
  tokenHash: string,
  kind: SessionKind,
  idleDays: number,
  freshMinutes = 0,
): Promise<FoundSession | undefined> {
  const [session] = await askForSession({ tokenHash, kind, idleDays, freshMinutes })
  return session
}

export function isAlive(idleDays: Later<number>) {
  const lately = gt(sessions.lastSeenAt, sql`now() - make_interval(days => ${idleDays})`)
  return and(gt(sessions.expiresAt, sql`now()`), lately)
}

/** Records that the session is in use; of many requests at once only one writes. */
export async function touchSession(id: string): Promise<void> {
  const stale = lt(sessions.lastSeenAt, sql`now() - interval '5 minutes'`)
  await query((db) =>
    db
      .update(sessions)
      .set({ lastSeenAt: sql`now()` })
      .where(and(eq(sessions.id, id), stale)),
  )
}

type Confirmation = { sessionId: string; userId: string; step?: SecondStep }

/**
 * Records that the account owner has just confirmed in this session that it is them. A second step is used up in the same
 * transaction. False if another call has used it, if the session has ended, or if two-step login was switched on or off meanwhile;
 * that does not matter to a passkey.
 */
export async function confirmSession({ sessionId, userId, step }: Confirmation, origin: Origin): Promise<boolean> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, { userId, sessionId })
    if (!user || !confirms(step, user)) return false
    if (step) {
      const how = await useSecondStep(tx, user, step, origin)
      if (!how) return false
      await raiseLevel(tx, sessionId, `pwd ${how}`)
    }
    await tx.update(sessions).set({ confirmedAt: sql`now()` }).where(eq(sessions.id, sessionId))
    return true
  })
}

function confirms(step: SecondStep | undefined, { twoStepAt }: User): boolean {
  if (step && 'passkey' in step) return true
  // There are few recovery codes, and they are for logging in.
  if (step && 'recoveryCode' in step) return false
  // With two-step login, someone with the session and the password may be a thief.
  return (twoStepAt === null) === (step === undefined)
}

/** Gives a session the token `next` instead of `former`; false if it has ended or another call was first. */
export async function replaceToken(former: string, next: string, kind: SessionKind): Promise<boolean> {
  const isOne = and(eq(sessions.tokenHash, former), eq(sessions.kind, kind))
  const replaced = await query((db) =>
    db.update(sessions).set({ tokenHash: next }).where(isOne).returning({ id: sessions.id }),
  )
  return replaced.length === 1
}

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
