import * as z from 'zod/mini'
import { renewRecoveryCodes } from '@/db/factors/two-step'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { confirmationFields } from '@/lib/confirmation/schema'
import { newRecoveryCodes } from '@/lib/factors/codes/recovery-code'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { factorChanges } from '@/lib/two-step/factor-changes'

/**
 * Makes new recovery codes, which replace all previous ones at once. Only this answer has them, because only their digests are
 * stored. Refuses with `two-step-off` while no login needs a second step.
 */
export const makeRecoveryCodes = confirmedOperation({
  input: z.object(confirmationFields),
  whileRequired: true,
  run: async (_, caller, session) => {
    const { id: sessionId, user } = session
    if (!user.twoStepAt) return fail('two-step-off')
    const tooMany = await refuseBeyond(factorChanges, { caller, session })
    if (tooMany) return tooMany
    const { codes, hashes } = newRecoveryCodes(user.id)
    const renewed = await renewRecoveryCodes({ userId: user.id, sessionId, codeHashes: hashes }, originOf(caller))
    if (!renewed) return fail('two-step-off')
    logCall(caller, { event: 'recovery-codes-made', user: user.id })
    return ok({ recovery_codes: codes })
  },
})
