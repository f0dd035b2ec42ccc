import { keepSuspendedFactor as keep } from '@/db/factors/set-aside/suspended-factors'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { isId } from '@/lib/rules/is-id'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { factorChanges } from '@/lib/two-step/factor-changes'
import { suspendedFactorInput } from './schema'

const refusals = { 'too-many': 'too-many-passkeys', 'not-found': 'not-found' } as const

/**
 * Puts a suspended factor back to work and tells the owner by email. An authenticator app takes the place of one that works now, and
 * logs out every other device; recovery codes take the place of others. Refuses with `not-found` and `too-many-passkeys`.
 */
export const keepSuspendedFactor = confirmedOperation({
  input: suspendedFactorInput,
  whileRequired: true,
  run: async ({ id }, caller, session) => {
    const { id: sessionId, user } = session
    if (!isId(id)) return fail('not-found')
    const tooMany = await refuseBeyond(factorChanges, { caller, session })
    if (tooMany) return tooMany
    const kept = await keep({ userId: user.id, sessionId, id }, originOf(caller))
    if (!kept) return fail('unauthenticated')
    if (typeof kept === 'string') return fail(refusals[kept])
    logCall(caller, { event: 'suspended-factor-kept', user: user.id })
    return ok({ kind: kept.kept })
  },
})
