import { removeSuspendedFactor as remove } from '@/db/factors/set-aside/suspended-factors'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { isId } from '@/lib/rules/is-id'
import { suspendedFactorInput } from './schema'

/** Removes a suspended factor for good. Refuses with `not-found` for the ID of anything else. */
export const removeSuspendedFactor = confirmedOperation({
  input: suspendedFactorInput,
  whileRequired: true,
  run: async ({ id }, caller, { id: sessionId, user }) => {
    if (!isId(id)) return fail('not-found')
    const removed = await remove({ userId: user.id, sessionId, id }, originOf(caller))
    if (!removed || removed === 'not-found') return fail(removed ?? 'unauthenticated')
    logCall(caller, { event: 'suspended-factor-removed', user: user.id })
    return ok({ kind: removed.removed })
  },
})
