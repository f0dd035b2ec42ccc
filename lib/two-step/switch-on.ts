import * as z from 'zod/mini'
import { switchOnTwoStep as switchOn } from '@/db/factors/two-step'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { confirmationFields } from '@/lib/confirmation/schema'
import { newRecoveryCodes } from '@/lib/factors/codes/recovery-code'
import { relyingParty } from '@/lib/factors/webauthn/relying-party'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok, type Result } from '@/lib/result'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { factorChanges } from './factor-changes'

/** `recovery_codes` is missing if two-step login was on already. */
type SwitchedOn = { message: string; recovery_codes?: string[] }

const message = 'Two-step login is on.'

/**
 * Switches two-step login on for an account that has passkeys; setting up an authenticator app does so by itself. Every other
 * device is logged out. Only this answer has the recovery codes. Refuses with `no-second-factor`.
 */
export const switchOnTwoStep = confirmedOperation({
  input: z.object(confirmationFields),
  whileRequired: true,
  run: async (_, caller, session): Promise<Result<SwitchedOn>> => {
    const { id: sessionId, user } = session
    if (user.twoStepAt) return ok({ message })
    const tooMany = await refuseBeyond(factorChanges, { caller, session })
    if (tooMany) return tooMany
    const { codes, hashes } = newRecoveryCodes(user.id)
    const owner = { userId: user.id, sessionId, rpId: relyingParty()?.id }
    const switched = await switchOn({ ...owner, codeHashes: hashes }, originOf(caller))
    if (!switched) return fail('unauthenticated')
    if (switched === 'no-factor') return fail('no-second-factor')
    if (switched === 'already-on') return ok({ message })
    logCall(caller, { event: 'two-step-on', user: user.id })
    return ok({ message, recovery_codes: codes })
  },
})
