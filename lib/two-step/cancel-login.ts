import { endPendingLogin } from '@/db/factors/logins/pending-logins'
import { operation } from '@/lib/operation'
import { ok } from '@/lib/result'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { cancelLoginInput } from './schema'

/** Ends a login whose second step is missing. It succeeds for any token: there is no such login afterwards. */
export const cancelLogin = operation({
  input: cancelLoginInput,
  run: async ({ login_token }, { door }) => {
    await endPendingLogin(hashSessionToken(login_token), door)
    return ok(undefined)
  },
})
