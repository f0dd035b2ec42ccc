import type { FoundSession } from '@/db/sessions/sessions'
import { checkCredential } from '@/lib/factors/webauthn/check-credential'
import type { Assertion } from '@/lib/factors/webauthn/credential'
import { attemptPasskey } from '@/lib/factors/webauthn/passkey-attempts'
import { refuseCredential } from '@/lib/factors/webauthn/refuse-credential'
import type { Caller } from '@/lib/operation'
import { ok, type Result } from '@/lib/result'
import { noteConfirmation } from './note-confirmation'

/**
 * Checks that a passkey of the account answered a challenge made for this session. It proves two factors by itself: the caller
 * has the device and can unlock it.
 */
export function confirmByPasskey(
  session: FoundSession,
  credential: Assertion,
  caller: Caller,
): Promise<Result<unknown>> {
  const { id, user } = session
  return attemptPasskey(caller, async () => {
    const checked = await checkCredential(credential, { purpose: 'confirm', binding: id, userId: user.id })
    if (checked.ok && (await noteConfirmation(session, caller, checked.step))) return ok({})
    return refuseCredential(caller, 'confirm', checked.ok ? 'used' : checked.reason)
  })
}
