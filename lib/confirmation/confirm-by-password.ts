import type { FoundSession } from '@/db/sessions/sessions'
import { checkAppCode } from '@/lib/factors/codes/check-app-code'
import { attemptCode } from '@/lib/factors/codes/code-attempts'
import { confirmationMethods } from '@/lib/factors/methods'
import { hasOnlyPasskeys } from '@/lib/factors/only-passkeys'
import { type Caller, logCall } from '@/lib/operation'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { fail, ok, type Result } from '@/lib/result'
import type { GivenProof } from './given-proof'
import { confirmationRequired, passkeyMissing } from './missing-proof'
import { noteConfirmation } from './note-confirmation'
import { wrongCode } from './wrong-code'

/**
 * Checks the password and, with two-step login, the code beside it, which is then used up. One alone does not do: the password
 * is what a thief of it has, and the code what somebody with the owner's phone has.
 */
export async function confirmByPassword(
  session: FoundSession,
  { current_password, code }: GivenProof,
  caller: Caller,
): Promise<Result<unknown>> {
  const { user } = session
  // The password comes first, so that nobody without it can use up the attempts at codes.
  const { valid } = await verifyPassword(current_password!, user.passwordHash)
  if (!valid) return fail('wrong-password', { current_password: ['This is not your current password.'] })
  if (user.twoStepAt) return confirmWithCode(session, code!, caller)
  // Two-step login was switched on meanwhile, in another session, and that has ended this one.
  return (await noteConfirmation(session, caller)) ? ok({}) : fail('unauthenticated')
}

function confirmWithCode(session: FoundSession, code: string, caller: Caller): Promise<Result<unknown>> {
  const { user } = session
  return attemptCode({ user, kind: 'authenticator-app', caller }, async () => {
    const checked = await checkAppCode(user, code)
    if (checked.ok && (await noteConfirmation(session, caller, checked.step))) return ok({})
    logCall(caller, { event: 'second-step.refused', user: user.id })
    const reason = checked.ok ? 'used' : checked.reason
    const onlyPasskeys = reason === 'unavailable' && hasOnlyPasskeys(await confirmationMethods(user.id))
    return onlyPasskeys ? confirmationRequired(user, passkeyMissing) : wrongCode(reason)
  })
}
