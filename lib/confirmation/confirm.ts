import type { FoundSession } from '@/db/sessions/sessions'
import type { Caller } from '@/lib/operation'
import { fail, type Result } from '@/lib/result'
import { confirmByPasskey } from './confirm-by-passkey'
import { confirmByPassword } from './confirm-by-password'
import type { GivenProof } from './given-proof'
import { confirmationRequired, missingProof } from './missing-proof'
import { isConfirmationOf } from './token'

/** Whether nothing has to be checked: the session is fresh and gives nothing to check, or has an earlier confirmation. */
export async function isAlreadyConfirmed(session: FoundSession, given: GivenProof, mayBeFresh: boolean) {
  const { confirmation, ...checked } = given
  if (confirmation !== undefined && (await isConfirmationOf(session, confirmation))) return true
  const { current_password, code, credential } = checked
  // What is given must be right, even if nothing was required.
  return mayBeFresh && session.fresh && [current_password, code, credential].every((each) => each === undefined)
}

/** Checks the passkey, or the password and, with two-step login, the code beside it. A code or the answer of a passkey is then used up. */
export async function confirm(session: FoundSession, given: GivenProof, caller: Caller): Promise<Result<unknown>> {
  // A passkey is enough by itself, so whatever a form sent beside it is neither checked nor used up.
  if (given.credential) return confirmByPasskey(session, given.credential, caller)
  const missing = await missingProof(session, given)
  if (Object.keys(missing).length === 0) return confirmByPassword(session, given, caller)
  return session.user.twoStepAt ? confirmationRequired(session.user, missing) : fail('invalid-input', missing)
}
