import { PASSKEYS_AT_MOST } from '@/db/factors/own-passkeys'
import { passkeyHandleOf, passkeysOf } from '@/db/factors/passkeys'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { relyingParty } from '@/lib/factors/webauthn/relying-party'
import { fail, ok } from '@/lib/result'
import { perSession } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitCalls } from '@/lib/throttle/throttle'
import { creationOptions } from './creation-options'
import { passkeyOptionsInput } from './schema'

/** Options change nothing, so they use up nothing of the account: only `addPasskey` counts as a change. */
const optionsAtMost = limitCalls('passkey-options', perSession(30, '1h'))

/**
 * What a browser needs to make a new passkey. Nothing changes yet, but this is where the account owner confirms: the challenge in
 * the answer carries the confirmation to `addPasskey`, in this session alone. Refuses with `email-unverified`,
 * `passkeys-unavailable` or `too-many-passkeys`.
 */
export const passkeyOptions = confirmedOperation({
  input: passkeyOptionsInput,
  whileRequired: true,
  run: async (_, caller, session) => {
    const { id: sessionId, user } = session
    // Someone who registered with another person's email would otherwise keep a way in.
    if (!user.emailVerifiedAt) return fail('email-unverified')
    const site = relyingParty()
    if (!site) return fail('passkeys-unavailable')
    const known = await passkeysOf(user.id)
    if (known.length >= PASSKEYS_AT_MOST) return fail('too-many-passkeys')
    const tooMany = await refuseBeyond(optionsAtMost, { caller, session })
    if (tooMany) return tooMany
    const handle = await passkeyHandleOf(user.id)
    return ok({ options: creationOptions({ site, user, handle, known, sessionId }) })
  },
})
