import { createHash } from 'node:crypto'
import { and, desc, eq, gt, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { isLive, lockUser } from '@/db/accounts/live-account'
import type { Origin, User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { hasLoggedInFrom } from '@/db/events'
import { pendingLogins } from '@/db/factors/tables'
import { inMinutes } from '@/db/links'
import { users } from '@/db/schema'
import type { SessionKind } from '@/db/sessions/sessions'

/** Wrong codes after which a login has to begin again with the password. */
export const ATTEMPTS_OF_LOGIN = 5
/** So that nobody who knows the password fills the table; the account's rate limits count over all of them. */
const PENDING_AT_MOST = 5

type NewPendingLogin = {
  userId: string
  tokenHash: string
  kind: SessionKind
  /** The hash that the password was checked against. */
  checkedHash: string
  minutes: number
  newDevice?: boolean
  newUnlessWithinDays?: number
  /** The most that may wait in 15 minutes; unlimited if undefined. */
  atMost?: number
}

export type PendingLogin = { id: string; attempts: number; user: User }

/**
 * Remembers a login whose second step is missing. False if the password has changed or two-step login was switched off, 'busy'
 * if too many were left unfinished.
 */
export function createPendingLogin(login: NewPendingLogin, origin: Origin): Promise<boolean | 'busy'> {
  const { userId, tokenHash, kind, checkedHash, minutes, newUnlessWithinDays: knownDays } = login
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId, { checkedHash })
    if (!user?.twoStepAt) return false
    const known = hasLoggedInFrom(origin.ip ?? null, origin.userAgent ?? null, knownDays ?? 0)
    const isNew = knownDays
      ? sql<boolean>`(select not ${known} from ${users} where ${eq(users.id, userId)})`
      : undefined
    const row = {
      ...{ userId, tokenHash, kind, passwordDigest: digestOf(checkedHash) },
      ...{ newDevice: login.newDevice || (isNew ?? false), expiresAt: inMinutes(minutes), ...origin },
    }
    const [added] = await tx.insert(pendingLogins).values(row).returning()
    if (login.atMost && (await countLately(tx, added!)) > login.atMost) {
      await tx.delete(pendingLogins).where(eq(pendingLogins.id, added!.id))
      return 'busy'
    }
    await endExcess(tx, added!)
    return true
  })
}

type Row = typeof pendingLogins.$inferSelect

/** Those of known devices are counted apart, or a stranger who knows the password could keep the account owner out. */
const areLike = ({ userId, newDevice }: Row) =>
  and(eq(pendingLogins.userId, userId), eq(pendingLogins.newDevice, newDevice))

function countLately(tx: Database, row: Row): Promise<number> {
  return tx.$count(pendingLogins, and(areLike(row), gt(pendingLogins.createdAt, sql`now() - interval '15 minutes'`)))
}

/** Ends the oldest logins of the account beyond the limit. */
async function endExcess(tx: Database, added: Row): Promise<void> {
  const oldest = tx
    .select({ id: pendingLogins.id })
    .from(pendingLogins)
    .where(and(areLike(added), isOpen()))
    .orderBy(desc(pendingLogins.createdAt), desc(pendingLogins.id))
    .offset(PENDING_AT_MOST)
  await end(tx, inArray(pendingLogins.id, oldest))
}

/** The login of that token, if it can still be finished. A new password has ended it. */
export async function findPendingLogin(tokenHash: string, kind: SessionKind): Promise<PendingLogin | undefined> {
  const isOne = and(eq(pendingLogins.tokenHash, tokenHash), eq(pendingLogins.kind, kind))
  const { id, attempts, passwordDigest } = pendingLogins
  const [found] = await query((db) =>
    db
      .select({ id, attempts, passwordDigest, user: users })
      .from(pendingLogins)
      .innerJoin(users, eq(users.id, pendingLogins.userId))
      .where(and(isOne, isOpen(), isNotNull(users.twoStepAt), isLive())),
  )
  if (found?.passwordDigest !== digestOf(found?.user.passwordHash ?? '')) return undefined
  return { id: found.id, attempts: found.attempts, user: found.user }
}

/** Locks a login of a locked account; false if it has ended. It may have no attempt left, because the last one is this one. */
export async function holdPendingLogin(tx: Database, id: string, user: User): Promise<boolean> {
  const isOne = and(eq(pendingLogins.id, id), eq(pendingLogins.userId, user.id))
  const lasts = and(
    gt(pendingLogins.expiresAt, sql`now()`),
    eq(pendingLogins.passwordDigest, digestOf(user.passwordHash)),
  )
  const held = await tx.select({ id: pendingLogins.id }).from(pendingLogins).where(and(isOne, lasts)).for('update')
  return held.length === 1
}

/**
 * Removes the login that was finished, if one waited, and others from the same place: an account owner who got in from there
 * need not be told of them.
 */
export async function removePendingLogins(tx: Database, userId: string, origin: Origin, id?: string): Promise<void> {
  const there = sql`${pendingLogins.ip} is not distinct from ${origin.ip ?? null}
    and ${pendingLogins.userAgent} is not distinct from ${origin.userAgent ?? null}`
  const isFinished = id === undefined ? undefined : eq(pendingLogins.id, id)
  await tx.delete(pendingLogins).where(and(eq(pendingLogins.userId, userId), or(isFinished, there)))
}

const isOpen = () => and(gt(pendingLogins.expiresAt, sql`now()`), lt(pendingLogins.attempts, ATTEMPTS_OF_LOGIN))

/** Not the hash itself, so that a copy of this table gives nobody more to work on. */
const digestOf = (passwordHash: string): string => createHash('sha256').update(passwordHash).digest('base64url')

/**
 * Counts an attempt before its code is checked, so that attempts at the same time are counted too. How many are left after it;
 * undefined if none was left.
 */
export async function countAttempt(id: string): Promise<number | undefined> {
  const [counted] = await query((db) =>
    db
      .update(pendingLogins)
      .set({ attempts: sql`${pendingLogins.attempts} + 1` })
      .where(and(eq(pendingLogins.id, id), isOpen()))
      .returning({ attempts: pendingLogins.attempts }),
  )
  return counted && ATTEMPTS_OF_LOGIN - counted.attempts
}

/** Gives up a login. */
export async function endPendingLogin(tokenHash: string, kind: SessionKind): Promise<void> {
  await query((db) => end(db, and(eq(pendingLogins.tokenHash, tokenHash), eq(pendingLogins.kind, kind))))
}

/** The row stays until the sweep, or someone who knows the password could keep the account owner from being told. */
async function end(db: Database, which: SQL | undefined): Promise<void> {
  await db.update(pendingLogins).set({ expiresAt: sql`now()` }).where(and(which, isOpen()))
}
