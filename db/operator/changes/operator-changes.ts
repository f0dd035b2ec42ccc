import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import { closeResets } from '@/db/accounts/password-resets'
import { insertUser, queueWelcome } from '@/db/accounts/register-user'
import type { NewUser, User } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { forgetFailures } from '@/db/factors/authenticator-apps'
import { closeLinks, inMinutes } from '@/db/links'
import { type Act, recordAct } from '@/db/operator/acts'
import { type EventType, events, passwordResets, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { orLastAdmin, requireAdminBeside } from '@/db/staff/last-admin'
import { isNoStaff } from '@/db/staff/suspend'
import { forgetUsesBeginning } from '@/db/throttles/throttles'
import { tellOwner } from './tell-owner'

/** Creates an account for somebody. A welcome email is sent unless the email counts as verified. */
export function createUserBy(act: Act, fields: NewUser & { verified: boolean }): Promise<User | undefined> {
  const { verified, ...row } = fields
  return transaction(async (tx) => {
    const user = await insertUser(tx, { ...row, emailVerifiedAt: verified ? new Date() : null }, {})
    if (!user) return undefined
    await note(tx, user.id, 'created-by-operator', act.operator)
    if (!verified) await queueWelcome(tx, user)
    await recordAct(tx, { ...act, userId: user.id })
    return user
  })
}

/** Disables the account and ends its sessions and links. False if it was disabled already. */
export function disableUserBy(act: Act, id: string): Promise<boolean | 'last-admin'> {
  return orLastAdmin(
    transaction(async (tx) => {
      const [user] = await tx
        .update(users)
        .set({ disabledAt: sql`now()` })
        .where(and(eq(users.id, id), isNull(users.disabledAt)))
        .returning()
      await recordAct(tx, act, { changed: user !== undefined })
      if (!user) return false
      await endSessions(tx, { allOf: id }, 'disabled')
      await closeResets(tx, id)
      await closeLinks(tx, id, 'confirm-email', 'verify-email')
      await note(tx, id, 'disabled', act.operator)
      await tellOwner(tx, user, 'disabled')
      await requireAdminBeside(tx, id)
      return true
    }),
  )
}

/** False if it was not disabled; 'deletion-due' if it is to be deleted, which a login of its owner would then cancel. */
export function enableUserBy(act: Act, id: string): Promise<boolean | 'deletion-due'> {
  return transaction(async (tx) => {
    const [disabled] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, id), isNotNull(users.disabledAt)))
      .for('no key update')
    if (disabled?.deletionDueAt) return 'deletion-due'
    await recordAct(tx, act, { changed: disabled !== undefined })
    if (!disabled) return false
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, id))
    await note(tx, id, 'enabled', act.operator)
    await tellOwner(tx, disabled, 'enabled')
    return true
  })
}

/** Creates the row of a reset link for the operator to hand over, and ends older links. Undefined unless the account is live. */
export function openResetBy(act: Act, userId: string, minutes: number) {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    if (!user) return undefined
    await closeLinks(tx, userId, 'password-reset')
    const [reset] = await tx
      .insert(passwordResets)
      .values({ userId, expiresAt: inMinutes(minutes) })
      .returning()
    await note(tx, userId, 'password-reset-link-created', act.operator)
    await tellOwner(tx, user, 'reset-link-created')
    await recordAct(tx, act, { link: reset!.id })
    return reset
  })
}

/** Ends every session of the account; returns how many. */
export function revokeSessionsBy(act: Act, userId: string): Promise<number> {
  return transaction(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('key share')
    const ended = await endSessions(tx, { allOf: userId }, 'logout-by-operator')
    if (user && ended > 0) {
      await note(tx, userId, 'logout-by-operator', act.operator, { count: String(ended) })
      await tellOwner(tx, user, 'logged-out')
    }
    await recordAct(tx, act, { ended })
    return ended
  })
}

/** False if the email was not marked as unreachable. */
export function clearUnreachableBy(act: Act, id: string): Promise<boolean> {
  return transaction(async (tx) => {
    const [user] = await tx
      .update(users)
      .set({ emailUnreachableAt: null })
      .where(and(eq(users.id, id), isNotNull(users.emailUnreachableAt)))
      .returning()
    if (user) {
      await note(tx, id, 'email-unreachable-cleared', act.operator)
      await tellOwner(tx, user, 'email-tried-again')
    }
    await recordAct(tx, act, { changed: user !== undefined })
    return user !== undefined
  })
}

/**
 * Makes the account due for deletion now: its sessions end, nobody can log in, and the next sweep deletes all its data. False if it
 * is staff's.
 */
export function makeDeletionDue(act: Act, id: string): Promise<boolean> {
  return transaction(async (tx) => {
    // Before the statement that looks for it among staff, which sees only what was there when it began.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('no key update')
    const closed = await tx
      .update(users)
      .set({ deletionDueAt: sql`now()` })
      .where(and(eq(users.id, id), isNoStaff(tx)))
      .returning({ id: users.id })
    if (closed.length === 0) return false
    await endSessions(tx, { allOf: id }, 'account-deleted')
    await recordAct(tx, act)
    return true
  })
}

/** Clears the failed attempts counted under keys with these prefixes, and by the app. Returns how many counts there were. */
export function clearAttemptsBy(act: Act, userId: string, beginnings: string[]): Promise<number> {
  return transaction(async (tx) => {
    const ofApp = await forgetFailures(tx, userId)
    const cleared = ofApp + (await forgetUsesBeginning(tx, beginnings))
    const [user] = cleared > 0 ? await tx.select().from(users).where(eq(users.id, userId)) : []
    if (user) {
      await note(tx, userId, 'attempts-cleared-by-operator', act.operator)
      await tellOwner(tx, user, 'attempts-cleared')
    }
    await recordAct(tx, act, { cleared })
    return cleared
  })
}

/** Adds an event that names the operator, for the account owner to see. */
export async function note(
  tx: Database,
  userId: string,
  type: EventType,
  operator: string,
  more: Record<string, string> = {},
) {
  await tx.insert(events).values({ userId, type, details: { operator, ...more } })
}
