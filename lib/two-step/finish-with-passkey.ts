import type { PendingLogin } from '@/db/factors/logins/pending-logins'
import { giveBackCodeAttempts } from '@/lib/factors/codes/code-attempts'
import { checkCredential } from '@/lib/factors/webauthn/check-credential'
import type { Assertion } from '@/lib/factors/webauthn/credential'
import { attemptPasskey } from '@/lib/factors/webauthn/passkey-attempts'
import { refuseCredential } from '@/lib/factors/webauthn/refuse-credential'
import type { Caller } from '@/lib/operation'
import { fail, type Result } from '@/lib/result'
import { beginSession, type LoggedIn } from '@/lib/sessions/login/begin-session'

/**
 * Finishes a login with a passkey of its account. A refused one costs the login no attempt: unlike a code, a signature cannot be
 * guessed, so there is nothing to limit, and the account owner must not run out of attempts.
 */
export function finishWithPasskey(
  login: PendingLogin,
  credential: Assertion,
  caller: Caller,
): Promise<Result<LoggedIn>> {
  return attemptPasskey(caller, () => finish(login, credential, caller))
}

async function finish({ id, user }: PendingLogin, credential: Assertion, caller: Caller): Promise<Result<LoggedIn>> {
  const checked = await checkCredential(credential, { purpose: 'second-step', binding: id, userId: user.id })
  if (!checked.ok) return refuseCredential(caller, 'second-step', checked.reason)
  const begun = await beginSession(user, { pendingLogin: id, step: checked.step }, caller)
  if (begun === 'step-used') return refuseCredential(caller, 'second-step', 'used')
  if (begun === 'overtaken') return fail('login-expired')
  if (begun.ok) await giveBackCodeAttempts(user, caller)
  return begun
}
