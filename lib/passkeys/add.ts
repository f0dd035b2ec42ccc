import { addPasskey as add } from '@/db/factors/own-passkeys'
import { confirmationRequired } from '@/lib/confirmation/missing-proof'
import { refuseCredential } from '@/lib/factors/webauthn/refuse-credential'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok, type Result } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perSession } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitFailures } from '@/lib/throttle/throttle'
import { factorChanges } from '@/lib/two-step/factor-changes'
import { checkNewCredential } from './check-new-credential'
import { defaultName } from './default-name'
import { type PublicPasskey, publicPasskey } from './public-passkey'
import { addPasskeyInput } from './schema'

const refusals = {
  exists: 'passkey-exists',
  'too-many': 'too-many-passkeys',
} as const

/**
 * Adds a passkey that was made with the options of `passkeyOptions`. Getting those needed the owner's confirmation, and only the
 * session that got them can add. If a browser's session is no longer fresh, it refuses with `confirmation-required`, because the
 * page may have been left open. Also refuses with `passkey-refused`, `passkey-exists` or `too-many-passkeys`.
 */
export const addPasskey = loggedInOperation({
  input: addPasskeyInput,
  whileRequired: true,
  throttle: limitFailures('new-passkey', [perSession(10, '15m')]),
  run: async ({ credential, name }, caller, session): Promise<Result<{ passkey: PublicPasskey }>> => {
    const { id: sessionId, user, fresh } = session
    if (!fresh && caller.credential?.kind === 'browser') return confirmationRequired(user)
    const checked = await checkNewCredential(credential, sessionId)
    if (!checked.ok) return refuseCredential(caller, 'create', checked.reason)
    const tooMany = await refuseBeyond(factorChanges, { caller, session })
    if (tooMany) return tooMany
    const { challenge, ...made } = checked.made
    const passkey = { ...made, name: name ?? defaultName(caller.userAgent) }
    const added = await add({ userId: user.id, sessionId, challenge, passkey }, originOf(caller))
    if (!added) return fail('unauthenticated')
    if (added === 'challenge-used') return refuseCredential(caller, 'create', 'used')
    if (typeof added === 'string') return fail(refusals[added])
    logCall(caller, { event: 'passkey-added', user: user.id })
    return ok({ passkey: publicPasskey(added) })
  },
})
