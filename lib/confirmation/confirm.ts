import type { SecondStep } from '@/db/factors/second-step'
import { confirmSession, type FoundSession } from '@/db/sessions/sessions'
import { checkAppCode } from '@/lib/factors/check-app-code'
import { attemptCode } from '@/lib/factors/code-attempts'
import { type Caller, logCall, originOf } from '@/lib/operation'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { type Failure, type FieldErrors, fail, ok, type Result } from '@/lib/result'
import { isConfirmationOf } from './token'
import { wrongCode } from './wrong-code'

export type GivenProof = { current_password?: string; code?: string; confirmation?: string }

/** Whether nothing has to be checked: the session is fresh and gives nothing to check, or has an earlier confirmation. */
export async function isAlreadyConfirmed(session: FoundSession, given: GivenProof, mayBeFresh: boolean) {
  const { current_password, code, confirmation } = given
  if (confirmation !== undefined && (await isConfirmationOf(session, confirmation))) return true
  // What is given must be right, even if nothing was required.
  return mayBeFresh && session.fresh && current_password === undefined && code === undefined
}

/** The errors for what the account owner has to enter and did not. */
export function missingProof(
  { user }: FoundSession,
  { current_password, code, confirmation }: GivenProof,
): FieldErrors {
  const missing: FieldErrors = {}
  if (current_password === undefined) missing.current_password = ['Enter your current password.']
  if (user.twoStepAt && code === undefined) missing.code = ['Enter the 6 digits from your authenticator app.']
  if (confirmation === undefined || Object.keys(missing).length === 0) return missing
  return { ...missing, confirmation: ['This confirmation is no longer valid. Please confirm again that it’s you.'] }
}

/**
 * Checks the password and, with two-step login, the code beside it, which is then used up. One alone does not do: the password
 * is what a thief of it has, and the code what somebody with the owner's phone has.
 */
export async function confirm(session: FoundSession, given: GivenProof, caller: Caller): Promise<Result<unknown>> {
  const { user } = session
  const missing = missingProof(session, given)
  if (Object.keys(missing).length > 0) {
    return user.twoStepAt ? confirmationRequired(missing) : fail('invalid-input', missing)
  }
  // The password comes first, so that nobody without it can use up the attempts at codes.
  const { valid } = await verifyPassword(given.current_password!, user.passwordHash)
  if (!valid) return fail('wrong-password', { current_password: ['This is not your current password.'] })
  if (user.twoStepAt) return confirmWithCode(session, given.code!, caller)
  // Two-step login was switched on meanwhile, in another session, and that has ended this one.
  return (await note(session, caller)) ? ok({}) : fail('unauthenticated')
}

function confirmWithCode(session: FoundSession, code: string, caller: Caller): Promise<Result<unknown>> {
  const { user } = session
  return attemptCode({ user, kind: 'authenticator-app', caller }, async () => {
    const checked = await checkAppCode(user, code)
    if (checked.ok && (await note(session, caller, checked.step))) return ok({})
    logCall(caller, { event: 'second-step.refused', user: user.id })
    return wrongCode(checked.ok ? 'used' : checked.reason)
  })
}

/** Makes the session fresh. The code is used up in the same transaction, so of two requests with it only one is confirmed. */
function note({ id, user }: FoundSession, caller: Caller, step?: SecondStep): Promise<boolean> {
  return confirmSession({ sessionId: id, userId: user.id, step }, originOf(caller))
}

/** Says how the account owner can confirm. */
export function confirmationRequired(missing: FieldErrors = {}): Failure {
  return { ...fail('confirmation-required', missing), more: { methods: ['authenticator-app'] } }
}
