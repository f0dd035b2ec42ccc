import { and, eq, isNull, notExists, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { sessions, users } from '@/db/schema'
import { staff } from './tables'

/** A condition on a row of `users`. */
export const isNoStaff = (tx: Database) =>
  notExists(tx.select({ id: staff.userId }).from(staff).where(eq(staff.userId, users.id)))

/** A condition on a row of `staff`: a password alone opens the account. */
export const withoutTwoStep = sql`exists (
  select from ${users} where ${eq(users.id, staff.userId)} and ${isNull(users.twoStepAt)})`

/** Keeps these members out of the console from now on. */
export function suspendStaff(which: SQL): SQL {
  return sql`update ${staff} set ${sql.identifier(staff.suspendedAt.name)} = now() where ${and(which, isNull(staff.suspendedAt))}`
}

/**
 * After a change of the email: ends the console in every session of the account, and keeps a member without two-step login out of
 * it, because whoever has the new mailbox could choose a new password.
 */
export async function closeConsole(tx: Database, userId: string): Promise<void> {
  await tx.update(sessions).set({ staffSince: null, staffSeenAt: null }).where(eq(sessions.userId, userId))
  await tx.execute(suspendStaff(and(eq(staff.userId, userId), withoutTwoStep)!))
}
