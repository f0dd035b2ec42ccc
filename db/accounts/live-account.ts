import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'

/** An account that may be used: neither disabled nor contested, and not past the day on which its owner wanted it deleted. */
export const isLive = () => and(answersLinks(), isNull(users.contestedAt))

/** One whose mailed links are told for what they are. Those of a contested account do nothing, but its owner may ask why. */
export const answersLinks = () =>
  and(isNull(users.disabledAt), or(isNull(users.deletionDueAt), gt(users.deletionDueAt, sql`now()`)))

type Lock = {
  /** Only while this is still the hash of the account's password. */
  checkedHash?: string
  /** 'no key update' lets foreign keys be checked meanwhile; 'update' is for a change of email or phone number. */
  strength?: 'share' | 'no key update' | 'update'
}

/** A live account, locked before anything of its own is touched: in one order everywhere, so that no two wait for each other. */
export async function lockUser(tx: Database, id: string, { checkedHash, strength = 'no key update' }: Lock = {}) {
  const isCurrent = checkedHash === undefined ? undefined : eq(users.passwordHash, checkedHash)
  const [user] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, id), isCurrent, isLive()))
    .for(strength)
  return user
}
