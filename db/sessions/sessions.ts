import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { isLive } from '@/db/accounts/live-account'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { type Later, prepared } from '@/db/connection/prepared'
import { sessions, users } from '@/db/schema'

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

/** Gives a session the token `next` instead of `former`; false if it has ended or another call was first. */
export async function replaceToken(former: string, next: string, kind: SessionKind): Promise<boolean> {
  const isOne = and(eq(sessions.tokenHash, former), eq(sessions.kind, kind))
  const replaced = await query((db) =>
    db.update(sessions).set({ tokenHash: next }).where(isOne).returning({ id: sessions.id }),
  )
  return replaced.length === 1
}
