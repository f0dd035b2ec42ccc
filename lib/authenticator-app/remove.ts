import * as z from 'zod/mini'
import { removeApp } from '@/db/factors/remove-app'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { confirmationFields } from '@/lib/confirmation/schema'
import { relyingParty } from '@/lib/factors/webauthn/relying-party'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { factorRemovals } from '@/lib/two-step/factor-changes'

/**
 * Removes the authenticator app from an account that also has passkeys, and logs out every other device. The recovery codes stay.
 * Refuses with `not-found` if there is no app, and with `last-factor` if nothing else would be left.
 */
export const removeAuthenticatorApp = confirmedOperation({
  input: z.object(confirmationFields),
  run: async (_, caller, session) => {
    const { id: sessionId, user } = session
    const tooMany = await refuseBeyond(factorRemovals, { caller, session })
    if (tooMany) return tooMany
    const removed = await removeApp({ userId: user.id, sessionId, rpId: relyingParty()?.id }, originOf(caller))
    if (removed !== 'removed') return fail(removed ?? 'unauthenticated')
    logCall(caller, { event: 'authenticator-app-removed', user: user.id })
    return ok({})
  },
})
