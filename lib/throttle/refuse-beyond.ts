import { type Caller, logThrottled } from '@/lib/operation'
import { type Failure, fail } from '@/lib/result'
import type { Call } from './budgets'
import { countCall, type Throttle } from './throttle'

/**
 * Counts a call that is about to succeed, and refuses it if the limit is used up. Called only after the caller has been
 * authorized, so that nobody else can use up the limit.
 */
export async function refuseBeyond(throttle: Throttle, call: Call & { caller: Caller }): Promise<Failure | undefined> {
  const { wait } = await countCall(throttle, call)
  if (wait === 0) return undefined
  logThrottled(call, throttle.name)
  return { ...fail('too-many-requests'), retryAfterSeconds: wait }
}
