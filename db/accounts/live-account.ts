import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'

/** An account that can be used: neither disabled nor contested, and not past the day of its requested deletion. */
export const isLive = () => and(answersLinks(), isNull(users.contestedAt))

/** An account whose emailed links show their real state. Those of a contested account do nothing, but its owner may see why. */
export const answersLinks = () =>
  and(isNull(users.disabledAt), or(isNull(users.deletionDueAt), gt(users.deletionDueAt, sql`now()`)))

type Lock = {
  /** Finds the account only if this is still the hash of its password. */
  checkedHash?: string
  /** 'no key update' allows foreign keys to be checked meanwhile; 'update' is for changes of the email or phone number. */
  strength?: 'share' | 'no key update' | 'update'
}

/** Locks a live account before any of its rows. The order is the same everywhere, so that transactions cannot deadlock. */
export async function lockUser(tx: Database, id: string, { checkedHash, strength = 'no key update' }: Lock = {}) {
  const isCurrent = checkedHash === undefined ? undefined : eq(users.passwordHash, checkedHash)
  const [user] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, id), isCurrent, isLive()))
    .for(strength)
  return user
}
