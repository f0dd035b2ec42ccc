import * as z from 'zod/mini'
import { giveBackCodeAttempts } from '@/lib/factors/codes/code-attempts'
import { checkCredential } from '@/lib/factors/webauthn/check-credential'
import { type Assertion, assertion } from '@/lib/factors/webauthn/credential'
import { passkeyAttempts } from '@/lib/factors/webauthn/passkey-attempts'
import { refuseCredential } from '@/lib/factors/webauthn/refuse-credential'
import { relyingParty } from '@/lib/factors/webauthn/relying-party'
import { type Caller, operation } from '@/lib/operation'
import { fail, type Result } from '@/lib/result'
import { beginSession, type LoggedIn } from '@/lib/sessions/login/begin-session'

/**
 * A login without a password. The passkey names the account, and its device has verified its user, so no second step follows.
 * Refuses with `passkey-refused` for a wrong answer and a disabled account alike, with `passkey-unknown` if no account has this
 * passkey, with `passkey-removed` if it was removed lately, and with `passkeys-unavailable`. Like any login, it cancels a scheduled deletion of the account.
 */
export const passkeyLogin = operation({
  input: z.object({ credential: assertion }),
  throttle: passkeyAttempts,
  run: async ({ credential }, caller): Promise<Result<LoggedIn>> =>
    relyingParty() ? logIn(credential, caller) : fail('passkeys-unavailable'),
})

async function logIn(credential: Assertion, caller: Caller): Promise<Result<LoggedIn>> {
  const checked = await checkCredential(credential, { purpose: 'login' })
  if (!checked.ok) return refuseCredential(caller, 'login', checked.reason)
  const { user, step } = checked
  const begun = await beginSession(user, step, caller)
  // The account is disabled, the passkey was removed, or its answer was used before. The refusal does not say which.
  if (typeof begun === 'string') return refuseCredential(caller, 'login', begun === 'step-used' ? 'used' : 'account')
  if (begun.ok) await giveBackCodeAttempts(user, caller)
  return begun
}
