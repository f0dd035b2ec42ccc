import { randomBytes } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'
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

/** Removes all passkeys of a locked account for good. Returns how many there were. */
export async function removePasskeys(tx: Database, userId: string): Promise<number> {
  return (await tx.delete(passkeys).where(eq(passkeys.userId, userId)).returning({ id: passkeys.id })).length
}
