import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Database, query, transaction } from './client'
import { emails, events, passwordResets, sessions, users } from './schema'
import type { Origin, User } from './users'

export type PasswordReset = typeof passwordResets.$inferSelect & { expired: boolean }
export type OpenedReset = { reset: typeof passwordResets.$inferSelect; user: User }
export type NoReset = 'no-account' | 'superseded'
type QueuedReset = Pick<typeof emails.$inferSelect, 'id' | 'userId' | 'recipient' | 'data'>

const open = and(isNull(passwordResets.usedAt), isNull(passwordResets.replacedAt))

/** The row behind a link with its user; expiry is told by the database's clock, the same for every instance. */
export async function findPasswordReset(id: string): Promise<{ reset: PasswordReset; user: User } | undefined> {
  const [row] = await query((db) =>
    db
      .select({ reset: passwordResets, expired: sql<boolean>`${passwordResets.expiresAt} <= now()`, user: users })
      .from(passwordResets)
      .innerJoin(users, eq(users.id, passwordResets.userId))
      .where(eq(passwordResets.id, id)),
  )
  return row && { reset: { ...row.reset, expired: row.expired }, user: row.user }
}

/**
 * Makes the row behind a new link for a queued mail, and closes the user's older ones. The user's row is locked first,
 * by the lock that lets foreign keys be checked meanwhile: a stronger one would meet a logout in a deadlock.
 */
export function openPasswordReset(email: QueuedReset, minutes: number): Promise<OpenedReset | NoReset> {
  const { id, userId, recipient, data } = email
  const isAccount = userId ? eq(users.id, userId) : eq(users.emailCanonical, recipient)
  return transaction(async (tx) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(and(isAccount, isNull(users.disabledAt)))
      .for('no key update')
    if (!user) return 'no-account'
    if (await hasNewerReset(tx, user.id, id)) return 'superseded'
    await closeOpenResets(tx, user.id)
    const [reset] = await tx
      .insert(passwordResets)
      .values({ userId: user.id, expiresAt: inMinutes(minutes) })
      .returning()
    await tx
      .update(emails)
      .set({ userId: user.id, recipient: user.email, data: { ...data, reset_id: reset!.id } })
      .where(eq(emails.id, id))
    await tx.insert(events).values({ userId: user.id, type: 'password-reset-requested', ip: data.ip })
    return { reset: reset!, user }
  })
}

/** Lets a link that was not handed over yet begin its time anew. */
export function renewPasswordReset(id: string, minutes: number): Promise<OpenedReset | NoReset> {
  return transaction(async (tx) => {
    const [reset] = await tx
      .update(passwordResets)
      .set({ expiresAt: inMinutes(minutes) })
      .where(and(eq(passwordResets.id, id), open))
      .returning()
    if (!reset) return 'superseded'
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, reset.userId), isNull(users.disabledAt)))
    return user ? { reset, user } : 'no-account'
  })
}

/** Spends the link and sets the password, with all that follows from it, or nothing: of racing calls exactly one wins. */
export function spendPasswordReset(id: string, passwordHash: string, origin: Origin): Promise<User | undefined> {
  return transaction(async (tx) => {
    const owner = tx.select({ id: passwordResets.userId }).from(passwordResets).where(eq(passwordResets.id, id))
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, owner), isNull(users.disabledAt)))
      .for('no key update')
    if (!user) return undefined
    const spent = await tx
      .update(passwordResets)
      .set({ usedAt: sql`now()` })
      .where(and(eq(passwordResets.id, id), open, gt(passwordResets.expiresAt, sql`now()`)))
      .returning({ id: passwordResets.id })
    if (spent.length === 0) return undefined
    // Whoever completes a reset reads that mailbox: the address is proven by it.
    const emailVerifiedAt = sql`coalesce(${users.emailVerifiedAt}, now())`
    await tx.update(users).set({ passwordHash, emailVerifiedAt, updatedAt: sql`now()` }).where(eq(users.id, user.id))
    await tx.delete(sessions).where(eq(sessions.userId, user.id))
    await closeOpenResets(tx, user.id)
    await tx.insert(events).values({ userId: user.id, type: 'password-reset', ...origin })
    await tx.insert(emails).values({
      kind: 'password-changed',
      userId: user.id,
      recipient: user.email,
      data: { first_name: user.firstName, ip: origin.ip },
    })
    return user
  })
}

/** Mails asked for together are made in any order; the one asked for last is the one that counts (ids grow with time). */
async function hasNewerReset(tx: Database, userId: string, emailId: string): Promise<boolean> {
  const newer = await tx
    .select({ id: emails.id })
    .from(emails)
    .where(and(eq(emails.userId, userId), gt(emails.id, emailId), sql`${emails.data} ? 'reset_id'`))
    .limit(1)
  return newer.length > 0
}

async function closeOpenResets(tx: Database, userId: string): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ replacedAt: sql`now()` })
    .where(and(eq(passwordResets.userId, userId), open))
}

const inMinutes = (minutes: number) => sql`now() + make_interval(mins => ${minutes})`
