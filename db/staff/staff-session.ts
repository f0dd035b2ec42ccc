import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { isLive } from '@/db/accounts/live-account'
import type { Origin, User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { type Act, recordAct } from '@/db/operator/acts'
import { events, sessions, users } from '@/db/schema'
import { lockOwnSession } from '@/db/sessions/own-session'
import { type StaffRole, staff } from './tables'

export type StaffSession = {
  id: string
  role: StaffRole
  /** The member has entered the console, and it has not closed since. */
  open: boolean
  /** When they did; null if never in this session. */
  staffSince: Date | null
  /** They entered, and so confirmed that it is them with all that the console asks for, within the last `freshMinutes`. */
  fresh: boolean
  /** When the second step was done, or the login with a passkey; null if only the password was shown. */
  secondFactorAt: Date | null
  user: User
}

/** How long the console stays open: without a request, and in all. */
export type StaffLimits = { idleMinutes: number; hours: number; idleDays: number; freshMinutes: number }

/**
 * The live browser session of a member of staff who is not suspended. Whose it is and what they may do is read in one statement, so
 * that a right that was taken away is gone with the next request.
 */
export async function findStaffSession(tokenHash: string, limits: StaffLimits): Promise<StaffSession | undefined> {
  const { staffSince, staffSeenAt, lastSeenAt, expiresAt, secondFactorAt } = sessions
  // The token of an API client opens no console: a program keeps it in a file.
  const isOne = and(eq(sessions.tokenHash, tokenHash), eq(sessions.kind, 'browser'))
  const lately = gt(lastSeenAt, sql`now() - make_interval(days => ${limits.idleDays})`)
  const [found] = await query((db) =>
    db
      .select({
        id: sessions.id,
        role: staff.role,
        open: sql<boolean>`coalesce(${isOpen(limits)}, false)`,
        staffSince,
        fresh: sql<boolean>`coalesce(${staffSince} > now() - make_interval(mins => ${limits.freshMinutes}), false)`,
        secondFactorAt,
        seen: sql<boolean>`coalesce(${staffSeenAt} > now() - interval '1 minute', false)`,
        user: users,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(staff, eq(staff.userId, users.id))
      .where(and(isOne, lately, gt(expiresAt, sql`now()`), isLive(), isNull(staff.suspendedAt))),
  )
  if (found?.open && !found.seen) await touch(found.id)
  return found
}

const isOpen = ({ idleMinutes, hours }: StaffLimits) =>
  and(
    gt(sessions.staffSince, sql`now() - make_interval(hours => ${hours})`),
    gt(sessions.staffSeenAt, sql`now() - make_interval(mins => ${idleMinutes})`),
  )

async function touch(id: string): Promise<void> {
  await query((db) => db.update(sessions).set({ staffSeenAt: sql`now()` }).where(eq(sessions.id, id)))
}

type Entry = { sessionId: string; userId: string; formerHash: string; tokenHash: string; lacksFactor: boolean }

/**
 * Opens the console in a session whose owner has just confirmed that it is them. The session gets another token, so that a copy of
 * the former one does not get in with it. 'no-staff' if the account is not of staff or suspended; 'no-factor' if a second factor would
 * have been necessary; 'ended' if the session has ended, or has got another token meanwhile.
 */
export function enterConsole(entry: Entry, act: Act, origin: Origin) {
  const { sessionId, userId, formerHash, tokenHash, lacksFactor } = entry
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, { userId, sessionId })
    const isMember = and(eq(staff.userId, userId), isNull(staff.suspendedAt))
    const [member] = await tx.select({ role: staff.role }).from(staff).where(isMember).for('share')
    if (!user) return 'ended'
    if (!member) return 'no-staff'
    if (lacksFactor) return 'no-factor'
    const now = { tokenHash, staffSince: sql`now()`, staffSeenAt: sql`now()` }
    // Of two forms at once, the second one would set a cookie whose token is worth nothing.
    const isFormer = and(eq(sessions.id, sessionId), eq(sessions.tokenHash, formerHash))
    const entered = await tx.update(sessions).set(now).where(isFormer).returning({ id: sessions.id })
    if (entered.length === 0) return 'ended'
    await tx.insert(events).values({ userId, type: 'console-entered', ...origin })
    await recordAct(tx, act)
    return 'entered'
  })
}

/** Closes the console; the session stays, and with it whatever apps have of it. */
export async function leaveConsole(sessionId: string): Promise<void> {
  await query((db) =>
    db.update(sessions).set({ staffSince: null, staffSeenAt: null }).where(eq(sessions.id, sessionId)),
  )
}
