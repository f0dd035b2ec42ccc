import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Database, query, transaction } from './client'
import { emails, events, passwordResets, sessions, users } from './schema'
import type { Origin, User } from './users'

export type PasswordReset = typeof passwordResets.$inferSelect & { expired: boolean }
export type OpenedReset = { reset: typeof passwordResets.$inferSelect; user: User }

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
 * Makes the row behind a new link for a queued mail, and closes the user's older ones; undefined when the account is
 * not there or disabled. The user's row is locked first, as everywhere here, so that two can never wait for each other.
 */
export function openPasswordReset(
  emailId: string,
  account: { userId: string } | { emailCanonical: string },
  minutes: number,
  origin: Origin,
): Promise<OpenedReset | undefined> {
  const isAccount =
    'userId' in account ? eq(users.id, account.userId) : eq(users.emailCanonical, account.emailCanonical)
  return transaction(async (tx) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(and(isAccount, isNull(users.disabledAt)))
      .for('update')
    if (!user) return undefined
    await closeOpenResets(tx, user.id)
    const [reset] = await tx
      .insert(passwordResets)
      .values({ userId: user.id, expiresAt: inMinutes(minutes) })
      .returning()
    if (!reset) return undefined
    await tx
      .update(emails)
      .set({
        userId: user.id,
        recipient: user.email,
        data: sql`${emails.data} || ${JSON.stringify({ reset_id: reset.id })}::jsonb`,
      })
      .where(eq(emails.id, emailId))
    await tx.insert(events).values({ userId: user.id, type: 'password-reset-requested', ...origin })
    return { reset, user }
  })
}

/** Lets a link that was not handed over yet begin its time anew; undefined when it was used or replaced meanwhile. */
export function renewPasswordReset(id: string, minutes: number): Promise<OpenedReset | undefined> {
  return transaction(async (tx) => {
    const [reset] = await tx
      .update(passwordResets)
      .set({ expiresAt: inMinutes(minutes) })
      .where(and(eq(passwordResets.id, id), open))
      .returning()
    if (!reset) return undefined
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, reset.userId), isNull(users.disabledAt)))
    return user && { reset, user }
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
      .for('update')
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
      data: { first_name: user.firstName, ip: origin.ip, at: new Date().toISOString() },
    })
    return user
  })
}

async function closeOpenResets(tx: Database, userId: string): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ replacedAt: sql`now()` })
    .where(and(eq(passwordResets.userId, userId), open))
}

const inMinutes = (minutes: number) => sql`now() + make_interval(mins => ${minutes})`
