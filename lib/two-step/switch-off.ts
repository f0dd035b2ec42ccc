import * as z from 'zod/mini'
import { switchOffTwoStep as switchOff } from '@/db/factors/two-step'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { confirmationFields } from '@/lib/confirmation/schema'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { factorRemovals } from './factor-changes'

/**
 * Switches two-step login off: the authenticator app and all recovery codes are removed, and every other device is logged out.
 * Passkeys stay, because they log in by themselves. Refuses with `two-step-off` if it is off already, and
 * with `second-factor-required` where the operator requires it.
 */
export const switchOffTwoStep = confirmedOperation({
  input: z.object(confirmationFields),
  run: async (_, caller, session) => {
    const { id: sessionId, user } = session
    if (!user.twoStepAt) return fail('two-step-off')
    if (isTwoStepRequired()) return fail('second-factor-required')
    const tooMany = await refuseBeyond(factorRemovals, { caller, session })
    if (tooMany) return tooMany
    if (!(await switchOff({ userId: user.id, sessionId }, originOf(caller)))) return fail('two-step-off')
    logCall(caller, { event: 'two-step-off', user: user.id })
    return ok({})
  },
})
