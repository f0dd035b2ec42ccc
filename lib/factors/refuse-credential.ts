import { type Caller, logCall } from '@/lib/operation'
import { type Failure, fail } from '@/lib/result'
import type { Purpose } from './challenge'
import type { RefusedCredential } from './check-credential'

/**
 * The refusal of a passkey. It is the same for every cause, so that it does not tell who has an account or why it cannot be used.
 * Only the browser that still offers a passkey which was removed hears that, so that it can remove it too.
 */
export function refuseCredential(caller: Caller, purpose: Purpose, reason: RefusedCredential): Failure {
  logCall(caller, { event: 'passkey.refused', purpose })
  return fail(reason === 'unknown' ? 'passkey-unknown' : 'passkey-refused')
}
