import { and, count, eq, isNull } from 'drizzle-orm'
import { isLive } from '@/db/accounts/live-account'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'
import { staff } from './tables'

class LastAdmin extends Error {}

/**
 * Locks everyone of staff, in one order, before an admin is taken away: of two changes at once, the second one then sees what the
 * first one has left. Not the admins alone: a row that is none any more once its lock is given stays locked, out of that order, and
 * changes at once would deadlock. An account is locked before, never after.
 */
async function lockTeam(tx: Database): Promise<void> {
  await tx.select({ id: staff.userId }).from(staff).orderBy(staff.userId).for('update')
}

/** Undoes the transaction if the account was an admin who could enter, and now nobody is. */
export async function requireAdminLeft(tx: Database, before: typeof staff.$inferSelect | undefined): Promise<void> {
  if (before?.role !== 'admin' || before.suspendedAt) return
  const canEnter = and(eq(staff.role, 'admin'), isNull(staff.suspendedAt), isLive())
  const [left] = await tx
    .select({ admins: count() })
    .from(staff)
    .innerJoin(users, eq(users.id, staff.userId))
    .where(canEnter)
  if (left!.admins === 0) throw new LastAdmin()
}

/** The same for an account that was just closed. */
export async function requireAdminBeside(tx: Database, userId: string): Promise<void> {
  await requireAdminLeft(tx, await lockMember(tx, userId))
}

/** Locks everyone of staff, and returns the member that the account is. */
export async function lockMember(tx: Database, userId: string): Promise<typeof staff.$inferSelect | undefined> {
  await lockTeam(tx)
  const [member] = await tx.select().from(staff).where(eq(staff.userId, userId))
  return member
}

export async function orLastAdmin<T>(work: Promise<T>): Promise<T | 'last-admin'> {
  try {
    return await work
  } catch (error) {
    if (error instanceof LastAdmin) return 'last-admin'
    throw error
  }
}
