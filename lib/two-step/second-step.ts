import { findPendingLogin } from '@/db/factors/logins/pending-logins'
import { operation } from '@/lib/operation'
import { type FieldErrors, fail, type Result } from '@/lib/result'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { finishWithCode, type SecondStepDone } from './finish-with-code'
import { finishWithPasskey } from './finish-with-passkey'
import { secondStepInput } from './schema'

/**
 * Finishes a login whose password was right, with a code or a passkey. Refuses with `wrong-code` or `passkey-refused`, or with
 * `login-expired` for a token that is unknown, used, too old, or overtaken by a new password: those are not told apart.
 */
export const secondStep = operation({
  input: secondStepInput,
  alsoCheck: (raw) => missingStep((raw ?? {}) as Record<string, unknown>),
  run: async ({ login_token, code, credential }, caller): Promise<Result<SecondStepDone>> => {
    // Two proofs in one request would leave open which one counts.
    if ((code === undefined) === (credential === undefined))
      return fail('invalid-input', missingStep({ code, credential }))
    const login = await findPendingLogin(hashSessionToken(login_token), caller.door)
    if (!login) return fail('login-expired')
    return credential ? finishWithPasskey(login, credential, caller) : finishWithCode(login, code!, caller)
  },
})

function missingStep({ code, credential }: { code?: unknown; credential?: unknown }): FieldErrors {
  if (code === undefined && credential === undefined) return { code: ['Enter your code.'] }
  return code === undefined || credential === undefined ? {} : { credential: ['Send either a code or a credential.'] }
}
