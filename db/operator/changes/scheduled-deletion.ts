import { and, eq, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import { closeResets } from '@/db/accounts/password-resets'
import type { User } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { closeLinks } from '@/db/links'
import { type Act, recordAct } from '@/db/operator/acts'
import { users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { isNoStaff } from '@/db/staff/suspend'
import { note } from './operator-changes'
import { tellOwner } from './tell-owner'

const { disabledAt, deletionDueAt } = users
/** For how long an operator can still cancel the deletion that one of them has scheduled. */
const DELAY = sql`interval '72 hours'`
/** By the clock and not by the start of the transaction, which may have waited for another that has scheduled or swept. */
const clock = sql`clock_timestamp()`

/** `changed` is false if the account was closed before and will be deleted by then anyway. */
type Scheduled = { changed: boolean; dueAt: Date }

/**
 * Disables the account, ends its sessions and links, and makes it due for deletion in 72 hours. No login cancels that, because
 * nobody can log in. Undefined if the account is gone.
 */
export function scheduleDeletionBy(act: Act, id: string): Promise<Scheduled | 'staff' | 'contested' | undefined> {
  return transaction(async (tx) => {
    const before = await lockAnyUser(
      tx,
      id,
      sql`${isNotNull(disabledAt)} and ${lte(deletionDueAt, sql`${clock} + ${DELAY}`)}`,
    )
    if (!before) return undefined
    // Nobody knows yet whose account it is, and its data is the evidence.
    if (before.user.contestedAt) return 'contested'
    if (before.is) {
      await recordAct(tx, act, { changed: false })
      return { changed: false, dueAt: before.user.deletionDueAt! }
    }
    const [user] = await tx
      .update(users)
      .set({ disabledAt: sql`coalesce(${disabledAt}, now())`, deletionDueAt: sql`now() + ${DELAY}` })
      .where(and(eq(users.id, id), isNoStaff(tx)))
      .returning()
    if (!user) return 'staff'
    const dueAt = user.deletionDueAt!
    await recordAct(tx, act, { changed: true })
    await endSessions(tx, { allOf: id }, 'disabled')
    await closeResets(tx, id)
    await closeLinks(tx, id, 'confirm-email', 'verify-email')
    await note(tx, id, 'account-deletion-scheduled-by-operator', act.operator)
    await tellOwner(tx, user, 'deletion-scheduled', { due_at: dueAt.toISOString() })
    return { changed: true, dueAt }
  })
}

/** `disabled`: the account was disabled before its deletion was scheduled, and still is. */
type Canceled = { changed: boolean; disabled: boolean }

/**
 * Cancels a deletion, also one that the account owner has requested, and opens an account that was closed only for it. 'too-late' once
 * the time has come, because some of its data may be gone. Undefined if the account is gone.
 */
export function cancelDeletionBy(act: Act, id: string): Promise<Canceled | 'too-late' | undefined> {
  return transaction(async (tx) => {
    const before = await lockAnyUser(tx, id, lte(deletionDueAt, clock))
    if (!before) return undefined
    if (before.is) return 'too-late'
    const changed = before.user.deletionDueAt !== null
    await recordAct(tx, act, { changed })
    if (!changed) return { changed, disabled: before.user.disabledAt !== null }
    // Both were set at one moment. An account that was disabled earlier was so for another reason, which has not gone.
    const closedForIt = sql`${disabledAt} = ${deletionDueAt} - ${DELAY}`
    const [user] = await tx
      .update(users)
      .set({ disabledAt: sql`case when ${closedForIt} then null else ${disabledAt} end`, deletionDueAt: null })
      .where(eq(users.id, id))
      .returning()
    const disabled = user!.disabledAt !== null
    await note(tx, id, 'account-deletion-canceled-by-operator', act.operator)
    await tellOwner(tx, user!, disabled ? 'deletion-canceled-still-disabled' : 'deletion-canceled')
    return { changed, disabled }
  })
}

/** Locks an account whatever its state, and says whether a condition `is` true of it. */
async function lockAnyUser(tx: Database, id: string, condition: SQL): Promise<{ user: User; is: boolean } | undefined> {
  const is = sql<boolean>`coalesce(${condition}, false)`
  const [found] = await tx.select({ user: users, is }).from(users).where(eq(users.id, id)).for('no key update')
  return found
}
