import * as z from 'zod/mini'
import { isLocked, type User } from '@/db/accounts/users'
import { findContestedBy } from '@/db/operator/changes/settle-contest'
import { findAnyUser, type UserName } from '@/db/operator/user-directory'
import { isStaff } from '@/db/staff/members'
import { phoneNumber } from '@/lib/accounts/phone-number'
import { publicUser } from '@/lib/accounts/public-user'
import { text } from '@/lib/accounts/text'
import { type Act, command, type Declaration } from '@/lib/operator/command'
import { type Failure, fail, type Result } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { isId } from '@/lib/rules/is-id'

/** How an operator names an account: by email, ID or phone number. */
export const namedUser = z.object({ user: text(undefined, z.trim(), z.minLength(1)) })

/** An account as operators see it; times are ISO 8601. */
export type OperatorsUser = ReturnType<typeof operatorsUser>

export function operatorsUser(user: User) {
  return {
    ...publicUser(user),
    // Operators see what is stored, also where the setting hides it from everyone else.
    phone_number: user.phoneNumber,
    email_verified_at: user.emailVerifiedAt?.toISOString() ?? null,
    email_unreachable_at: user.emailUnreachableAt?.toISOString() ?? null,
    disabled_at: user.disabledAt?.toISOString() ?? null,
    contested_at: user.contestedAt?.toISOString() ?? null,
    deletion_due_at: user.deletionDueAt?.toISOString() ?? null,
    two_step_at: user.twoStepAt?.toISOString() ?? null,
    /** False for an account that only an emailed link or a passkey opens. */
    has_password: !isLocked(user),
  }
}

/** A command on one account; refuses with `not-found` if there is none with that name. */
export function onUser<T>(declared: Omit<Declaration, 'input'>, run: (user: User, act: Act) => Promise<Result<T>>) {
  return command({ ...declared, input: namedUser }, async ({ user: called }, act) => {
    const user = about(act, await findByName(called))
    if (!user) return fail('not-found')
    return (await barredFrom(user, act)) ?? run(user, act)
  })
}

/**
 * Why a member of staff may not do this to this account: support does nothing to others of staff, and nobody changes their own
 * account here, where they could act for somebody else with the console that was left open.
 */
export async function barredFrom(user: User, { via, operator, role }: Act, { looks = false } = {}) {
  if (via === 'cli' || (looks && operator === user.id)) return undefined
  if (operator === user.id) return fail('forbidden')
  return role !== 'admin' && (await isStaff(user.id)) ? fail('staff-account') : undefined
}

/** Notes which account the act is about, so that its record says so even if the act is refused. */
export function about(act: Act, user: User | undefined): User | undefined {
  act.userId = user?.id
  return user
}

export async function findByName(called: string): Promise<User | undefined> {
  const name = nameOf(called)
  return name && (await findAnyUser(name))
}

/** Also finds an account by the email of a mailbox that is part of its contest without having the account. */
export async function findContested(called: string): Promise<User | undefined> {
  const user = await findByName(called)
  return user ?? (called.includes('@') ? findContestedBy(canonicalEmail(called)) : undefined)
}

/** As `findContested`, but if the email has its own account by now, the account that it contests comes first. */
export async function findToSettle(called: string): Promise<User | undefined> {
  const user = await findByName(called)
  if (user?.contestedAt || !called.includes('@')) return user
  return (await findContestedBy(canonicalEmail(called))) ?? user
}

/** The refusal of a change to an account that cannot be used now, with what to do first. */
export function notLive({ contestedAt, deletionDueAt }: User): Failure {
  if (contestedAt) return fail('invalid-input', { user: [CONTESTED] })
  return fail('invalid-input', { user: [deletionDueAt ? DELETION_DUE : DISABLED] })
}

const DISABLED = 'This account is disabled. To continue, enable it first.'
export const DELETION_DUE = 'This account is going to be deleted. To continue, cancel the deletion first.'
export const CONTESTED = 'This account is contested. To continue, settle it first.'

function nameOf(called: string): UserName | undefined {
  if (called.includes('@')) return { emailCanonical: canonicalEmail(called) }
  if (isId(called)) return { id: called }
  const phone = phoneNumber.safeParse(called)
  return phone.success ? { phoneNumber: phone.data } : undefined
}
