import { removePasskey as remove } from '@/db/factors/own-passkeys'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { relyingParty } from '@/lib/factors/webauthn/relying-party'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { isId } from '@/lib/rules/is-id'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { factorRemovals } from '@/lib/two-step/factor-changes'
import { removePasskeyInput } from './schema'

/**
 * Removes a passkey and logs out every other device, which may have logged in with it. Refuses with `not-found` for the ID of any
 * other passkey, and with `last-factor` for the last second factor while two-step login is on.
 */
export const removePasskey = confirmedOperation({
  input: removePasskeyInput,
  whileRequired: true,
  run: async ({ id }, caller, session) => {
    const { id: sessionId, user } = session
    if (!isId(id)) return fail('not-found')
    const tooMany = await refuseBeyond(factorRemovals, { caller, session })
    if (tooMany) return tooMany
    const owner = { userId: user.id, sessionId, rpId: relyingParty()?.id }
    const removed = await remove({ ...owner, id }, originOf(caller))
    if (removed !== 'removed') return fail(removed ?? 'unauthenticated')
    logCall(caller, { event: 'passkey-removed', user: user.id })
    return ok({})
  },
})
