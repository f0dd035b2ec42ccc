import { decide, forgetUses, type Limit, useUp } from '@/db/throttles'
import { config } from '@/lib/config'
import type { FailureCode, Result } from '@/lib/result'
import { isUnavailable } from '@/lib/unavailable'
import type { Budget, Call } from './budgets'

/** Budgets under the name of what they are for; `counts` tells whether a success is given back. */
export type Throttle = { name: string; counts: 'calls' | 'failures'; budgets: Budget[]; instead: Budget[] }

/** Every call counts. */
export function limitCalls(name: string, ...budgets: Budget[]): Throttle {
  return { name, counts: 'calls', budgets, instead: [] }
}

/** Only refusals count; the first `instead` that knows who calls takes the place of the others. */
export function limitFailures(name: string, budgets: Budget[], ...instead: Budget[]): Throttle {
  return { name, counts: 'failures', budgets, instead }
}

/** Refusals that say nothing of what was tried; the last is that of a right password that was given too often. */
const NO_TRY: FailureCode[] = ['unavailable', 'invalid-input', 'too-many-requests']

export type Uses = { wait: number; keys: string[] }

/**
 * Counts a call before it does its work, so that calls at once cannot all pass by the same number. `wait` is 0, or the
 * seconds after which there is room again.
 */
export async function countCall(throttle: Throttle, call: Call): Promise<Uses> {
  if (!config().RATE_LIMITS) return { wait: 0, keys: [] }
  const limits = await limitsOf(throttle, call)
  const failures = throttle.counts === 'failures'
  // What is refused by one budget uses up no further one: a flood from one address costs its victims nothing more.
  const { allowed, wait, undecided } = await useUp(limits, failures)
  const keys = limits.slice(0, allowed).map(({ key }) => key)
  // A try at an account that has none left is one of its sender's tries; one that only came too early is none.
  if (wait > 0 && failures && allowed > 0) await ifReachable(decide(keys, undecided ? 'given back' : 'stays'))
  return { wait, keys }
}

/** Tells what a call came to: what was no failure, or was not looked at, is taken back. */
export async function settle({ counts }: Throttle, { keys }: Uses, result?: Result<unknown>): Promise<void> {
  if (counts === 'calls' || keys.length === 0) return
  const failed = result && !result.ok && !NO_TRY.includes(result.code)
  await ifReachable(decide(keys, failed ? 'stays' : 'given back'))
}

/** Counts a mail that somebody asked for: true while it may go. */
export async function allows(throttle: Throttle, call: Call): Promise<boolean> {
  return (await countCall(throttle, call)).wait === 0
}

/** Gives back what a known browser or program has used up of its own; what strangers share with it stays, or they could see this. */
export async function forgetOwnAttempts({ name, instead }: Throttle, call: Call): Promise<void> {
  const cleared = limits(name, instead, call).then((found) => forgetUses(found.map(({ key }) => key)))
  await ifReachable(cleared)
}

/** What was done is done, whatever becomes of its count. */
async function ifReachable(work: Promise<void>): Promise<void> {
  await work.catch((error) => {
    if (!isUnavailable(error)) throw error
  })
}

async function limitsOf({ name, budgets, instead }: Throttle, call: Call): Promise<Limit[]> {
  const own = await limits(name, instead, call)
  return own.length > 0 ? own.slice(0, 1) : limits(name, budgets, call)
}

async function limits(name: string, budgets: Budget[], call: Call): Promise<Limit[]> {
  const found = await Promise.all(budgets.map((budget) => limitOf(name, budget, call)))
  return found.filter((limit) => limit !== undefined)
}

async function limitOf(name: string, { by, subject, points, seconds }: Budget, call: Call): Promise<Limit | undefined> {
  const whose = await subject(call)
  return whose === undefined ? undefined : { key: `${name}/${by}/${seconds}/${whose}`, points, seconds }
}
