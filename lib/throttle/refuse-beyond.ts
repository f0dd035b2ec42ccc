import { type Caller, logThrottled } from '@/lib/operation'
import { type Failure, fail } from '@/lib/result'
import type { Call } from './budgets'
import { countCall, type Throttle } from './throttle'

/**
 * Counts what is about to succeed, and refuses where its budget is used up. Asked once whoever calls has shown that they may:
 * nobody else can use it up for them.
 */
export async function refuseBeyond(throttle: Throttle, call: Call & { caller: Caller }): Promise<Failure | undefined> {
  const { wait } = await countCall(throttle, call)
  if (wait === 0) return undefined
  logThrottled(call, throttle.name)
  return { ...fail('too-many-requests'), retryAfterSeconds: wait }
}
