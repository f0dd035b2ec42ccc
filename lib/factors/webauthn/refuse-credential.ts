import { type Caller, logCall } from '@/lib/operation'
import { type Failure, type FailureCode, fail } from '@/lib/result'
import type { Purpose } from './challenge'
import type { RefusedCredential } from './check-credential'

const told: Partial<Record<RefusedCredential, FailureCode>> = { unknown: 'passkey-unknown', removed: 'passkey-removed' }

/**
 * The refusal is the same for every cause, so that it reveals neither who has an account nor why it cannot be used. Told apart are
 * only a passkey that no account has, so that the browser can stop offering it, and one that its owner has removed, so that they
 * need not wonder. The log has the cause, for operators.
 */
export function refuseCredential(caller: Caller, purpose: Purpose, reason: RefusedCredential): Failure {
  logCall(caller, { event: 'passkey.refused', purpose, reason })
  return fail(told[reason] ?? 'passkey-refused')
}
