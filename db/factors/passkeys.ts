import { randomBytes } from 'node:crypto'
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Origin, User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { events, users } from '@/db/schema'
import { spendChallenge } from './spent-challenges'
import { passkeys } from './tables'

export type Passkey = typeof passkeys.$inferSelect

/**
 * The passkey with this credential ID, and its account. The account may be disabled: that is checked later, under its lock, by
 * what accepts the passkey.
 */
export async function findPasskey(credentialId: string): Promise<{ passkey: Passkey; user: User } | undefined> {
  const [found] = await query((db) =>
    db
      .select({ passkey: passkeys, user: users })
      .from(passkeys)
      .innerJoin(users, eq(users.id, passkeys.userId))
      .where(eq(passkeys.credentialId, credentialId)),
  )
  return found
}

/** The passkeys of the account, oldest first. */
export function passkeysOf(userId: string): Promise<Passkey[]> {
  return query((db) => db.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.id)))
}

/** The handle by which passkeys know the account: 32 random bytes in base64url, made at the first call. */
export async function passkeyHandleOf(userId: string): Promise<string> {
  const handle = sql<string>`coalesce(${users.passkeyHandle}, ${randomBytes(32).toString('base64url')})`
  const [user] = await query((db) =>
    db
      .update(users)
      .set({ passkeyHandle: handle })
      .where(eq(users.id, userId))
      .returning({ handle: sql<string>`${users.passkeyHandle}` }),
  )
  return user!.handle
}

/** The ID of a passkey's row, the hash of the challenge that it answered, and the signature counter in the answer. */
export type UsedPasskey = { passkey: string; challenge: string; signCount: number }

/**
 * Accepts the answer of a passkey of a locked account, in the transaction of what it allows. Undefined if the challenge was
 * answered before or the passkey was removed; otherwise whether it is synced, for the level of the session.
 */
export async function usePasskey(tx: Database, userId: string, used: UsedPasskey): Promise<'hwk' | 'swk' | undefined> {
  if (!(await spendChallenge(tx, used.challenge))) return undefined
  const isOne = and(eq(passkeys.id, used.passkey), eq(passkeys.userId, userId))
  const [row] = await tx
    .update(passkeys)
    .set({ lastUsedAt: sql`now()`, signCount: used.signCount })
    .where(isOne)
    .returning({ synced: passkeys.synced })
  return row && (row.synced ? 'swk' : 'hwk')
}

/** Removes all passkeys of a locked account. Returns how many there were. */
export async function removePasskeys(tx: Database, userId: string): Promise<number> {
  return (await tx.delete(passkeys).where(eq(passkeys.userId, userId)).returning({ id: passkeys.id })).length
}

/**
 * Removes the passkeys that a locked account got since `since`. Someone else may have had it since then, and a new password would
 * not lock out the person who added a passkey.
 */
export async function removePasskeysSince(
  tx: Database,
  userId: string,
  since: SQL<Date>,
  origin: Origin,
): Promise<void> {
  // A row has the time at which its transaction began, and that may have waited for the change itself.
  const isSince = gt(passkeys.createdAt, sql`${since} - interval '1 minute'`)
  const removed = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.userId, userId), isSince))
    .returning({ name: passkeys.name })
  if (removed.length === 0) return
  const type = 'passkey-removed' as const
  await tx
    .insert(events)
    .values(removed.map(({ name }) => ({ userId, type, details: { passkey_name: name }, ...origin })))
}
