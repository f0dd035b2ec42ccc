import { findPendingLogin } from '@/db/factors/logins/pending-logins'
import { requestOptions } from '@/lib/factors/webauthn/request-options'
import { operation } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { secondStepOptionsInput } from './schema'

/**
 * What a browser needs to finish this login with a passkey of the account. Refuses with `login-expired`, or with
 * `passkeys-unavailable` if the account has no passkey that works here.
 */
export const secondStepOptions = operation({
  input: secondStepOptionsInput,
  run: async ({ login_token }, { door }) => {
    const login = await findPendingLogin(hashSessionToken(login_token), door)
    if (!login) return fail('login-expired')
    const options = await requestOptions('second-step', { binding: login.id, userId: login.user.id })
    return options ? ok({ options }) : fail('passkeys-unavailable')
  },
})
