import { and, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { closeLinks } from '@/db/links'
import { queueNotice } from '@/db/outbox/notices'
import { emails, events, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { isNoStaff } from '@/db/staff/suspend'
import { lockUser } from './live-account'
import { closeResets } from './password-resets'
import type { Origin } from './users'

type Wish = { userId: string; checkedHash: string; afterDays: number }

/** Closes the account and returns the day of its deletion; undefined if the hash has changed in the meantime, or it is staff's. */
export function requestDeletion({ userId, checkedHash, afterDays }: Wish, origin: Origin): Promise<Date | undefined> {
  return transaction(async (tx) => {
    // Before the statement that looks for it among staff, which sees only what was there when it began.
    if (!(await lockUser(tx, userId, { checkedHash }))) return undefined
    const deletionDueAt = sql`now() + make_interval(days => ${afterDays})`
    const [user] = await tx
      .update(users)
      .set({ deletionDueAt })
      .where(and(eq(users.id, userId), isNoStaff(tx)))
      .returning()
    if (!user) return undefined
    await endSessions(tx, { allOf: userId }, 'account-deletion-requested')
    await closeResets(tx, userId)
    await closeLinks(tx, userId, 'confirm-email', 'verify-email')
    await tx.insert(events).values({ userId, type: 'account-deletion-requested', ...origin })
    await queueNotice(tx, 'account-deletion-requested', user, origin, { due_at: user.deletionDueAt!.toISOString() })
    return user.deletionDueAt!
  })
}

/** The accounts whose day of deletion has come. One of staff would keep all others from being deleted. */
export const dueAccounts = (tx: Database) =>
  tx
    .select({ id: users.id })
    .from(users)
    .where(and(isNotNull(users.deletionDueAt), lte(users.deletionDueAt, sql`now()`), isNoStaff(tx)))

/** Deletes due accounts with all their data, and queues their last email; returns how many. */
export async function deleteDueAccounts(tx: Database, limit: number): Promise<number> {
  const due = await dueAccounts(tx).limit(limit).for('update', { skipLocked: true })
  if (due.length === 0) return 0
  const ids = due.map(({ id }) => id)
  await endSessions(tx, { allOf: ids }, 'account-deleted')
  const gone = await tx.delete(users).where(inArray(users.id, ids)).returning()
  // An unverified mailbox may belong to a stranger, who requested none of this.
  const told = gone.filter(({ emailVerifiedAt }) => emailVerifiedAt !== null)
  if (told.length === 0) return gone.length
  // Belongs to no account any more, so the row is removed once it is sent.
  const last = told.map(({ email, firstName }) => ({ recipient: email, data: { first_name: firstName } }))
  await tx.insert(emails).values(last.map((email) => ({ kind: 'account-deleted' as const, ...email })))
  return gone.length
}
