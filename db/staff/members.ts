import { asc, eq, inArray } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import type { User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { type Act, recordAct } from '@/db/operator/acts'
import { sessions, users } from '@/db/schema'
import { lockMember, orLastAdmin, requireAdminLeft } from './last-admin'
import { type StaffRole, staff } from './tables'

export type Member = typeof staff.$inferSelect & { user: User }

/** Everyone of staff, in the order in which they were added. */
export function listMembers(): Promise<Member[]> {
  const { userId, role, addedAt, suspendedAt } = staff
  return query((db) =>
    db
      .select({ userId, role, addedAt, suspendedAt, user: users })
      .from(staff)
      .innerJoin(users, eq(users.id, userId))
      .orderBy(asc(addedAt), asc(userId)),
  )
}

/** Those of the accounts that are of staff. */
export function findMembers(ids: string[]): Promise<Pick<User, 'id' | 'firstName' | 'lastName'>[]> {
  const { id, firstName, lastName } = users
  return query((db) =>
    db
      .select({ id, firstName, lastName })
      .from(staff)
      .innerJoin(users, eq(users.id, staff.userId))
      .where(inArray(staff.userId, ids)),
  )
}

export async function isStaff(userId: string): Promise<boolean> {
  const found = await query((db) => db.select({ role: staff.role }).from(staff).where(eq(staff.userId, userId)))
  return found.length > 0
}

/** False if the account is staff already; undefined unless it can be used and is not to be deleted. */
export function addMemberBy(act: Act, userId: string, role: StaffRole): Promise<boolean | undefined> {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    if (!user || user.deletionDueAt) return undefined
    const added = await tx.insert(staff).values({ userId, role }).onConflictDoNothing().returning({ role: staff.role })
    await recordAct(tx, act, { role, changed: added.length > 0 })
    return added.length > 0
  })
}

/** A new role; or whether the member may not enter. */
type Change = { role: StaffRole } | { suspended: boolean }
type Changed = boolean | 'last-admin' | 'not-staff'

/** False if nothing changes. What somebody may do is read with each request, so it ends with the next one. */
export function changeMemberBy(act: Act, userId: string, change: Change): Promise<Changed> {
  return changeMember(userId, async (tx, member) => {
    const isSame = 'role' in change ? change.role === member.role : change.suspended === (member.suspendedAt !== null)
    await recordAct(tx, act, { ...change, changed: !isSame })
    if (isSame) return false
    const set = 'role' in change ? change : { suspendedAt: change.suspended ? new Date() : null }
    await tx.update(staff).set(set).where(eq(staff.userId, userId))
    if ('suspended' in change) await closeSessions(tx, userId)
    return true
  })
}

/** The account stays, and can be deleted from then on. */
export function removeMemberBy(act: Act, userId: string): Promise<Changed> {
  return changeMember(userId, async (tx) => {
    await recordAct(tx, act)
    await tx.delete(staff).where(eq(staff.userId, userId))
    await closeSessions(tx, userId)
    return true
  })
}

/** Or the console would still be open in them once the same person may enter again. */
async function closeSessions(tx: Database, userId: string): Promise<void> {
  await tx.update(sessions).set({ staffSince: null, staffSeenAt: null }).where(eq(sessions.userId, userId))
}

type Row = typeof staff.$inferSelect

function changeMember(userId: string, work: (tx: Database, member: Row) => Promise<boolean>): Promise<Changed> {
  return orLastAdmin(
    transaction(async (tx) => {
      // Before its sessions and its place in the team, as whatever ends sessions does.
      await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update')
      const member = await lockMember(tx, userId)
      if (!member) return 'not-staff'
      const changed = await work(tx, member)
      await requireAdminLeft(tx, member)
      return changed
    }),
  )
}
