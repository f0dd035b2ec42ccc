import { type Caller, logCall } from '@/lib/operation'
import { type Failure, fail } from '@/lib/result'
import type { Purpose } from './challenge'
import type { RefusedCredential } from './check-credential'

/**
 * The refusal is the same for every cause, so that it reveals neither who has an account nor why it cannot be used. Only a
 * passkey that no account has is told apart, so that the browser can stop offering it. The log has the cause, for operators.
 */
export function refuseCredential(caller: Caller, purpose: Purpose, reason: RefusedCredential): Failure {
  logCall(caller, { event: 'passkey.refused', purpose, reason })
  return fail(reason === 'unknown' ? 'passkey-unknown' : 'passkey-refused')
}
