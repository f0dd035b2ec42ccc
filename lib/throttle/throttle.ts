import type { Limit } from '@/db/throttles/counted-uses'
import { decide, forgetUses, useUp } from '@/db/throttles/throttles'
import { config } from '@/lib/config'
import type { FailureCode, Result } from '@/lib/result'
import { isUnavailable } from '@/lib/unavailable'
import type { Budget, Call } from './budgets'

/** Budgets under the name of what they limit; `counts` says whether a success is given back. */
export type Throttle = { name: string; counts: 'calls' | 'failures'; budgets: Budget[]; instead: Budget[][] }

/** Every call counts. */
export function limitCalls(name: string, ...budgets: Budget[]): Throttle {
  return { name, counts: 'calls', budgets, instead: [] }
}

/** Only failures count. The first list in `instead` whose budgets recognize the caller replaces `budgets`. */
export function limitFailures(name: string, budgets: Budget[], ...instead: Budget[][]): Throttle {
  return { name, counts: 'failures', budgets, instead }
}

/**
 * Refusals that do not count as failed attempts: those before anything was checked, and those after a right password or code,
 * which was sent too often, too late or not with all that is needed.
 */
const NO_TRY: FailureCode[] = [
  'unavailable',
  'invalid-input',
  'too-many-requests',
  'second-step-required',
  'confirmation-required',
  'second-factor-setup-required',
  'login-expired',
]
/** A right code gives back the attempts of windows up to this one. */
const SHORT_WINDOW_SECONDS = 15 * 60

export type Uses = { wait: number; keys: string[] }

/**
 * Counts a call before it does its work, so that concurrent calls cannot all pass on the same count. `wait` is 0, or the
 * number of seconds until a call is allowed again.
 */
export async function countCall(throttle: Throttle, call: Call): Promise<Uses> {
  if (!config().RATE_LIMITS) return { wait: 0, keys: [] }
  const limits = await limitsOf(throttle, call)
  const failures = throttle.counts === 'failures'
  // A call that one budget refuses does not use up the next one, so a flood from one IP address costs its victims nothing more.
  const { allowed, wait, undecided } = await useUp(limits, failures)
  const keys = limits.slice(0, allowed).map(({ key }) => key)
  // An attempt at an account that has none left counts for its sender; one that only came too early does not count.
  if (wait > 0 && failures && allowed > 0) await ifReachable(decide(keys, undecided ? 'given back' : 'stays'))
  return { wait, keys }
}

/** Records the result of a call: anything but a failed attempt is given back. */
export async function settle({ counts }: Throttle, { keys }: Uses, result?: Result<unknown>): Promise<void> {
  if (counts === 'calls' || keys.length === 0) return
  const failed = result && !result.ok && !NO_TRY.includes(result.code)
  await ifReachable(decide(keys, failed ? 'stays' : 'given back'))
}

/** Counts a requested email; true if it may be sent. */
export async function allows(throttle: Throttle, call: Call): Promise<boolean> {
  return (await countCall(throttle, call)).wait === 0
}

/** Gives back the attempts of a known browser or API client. Attempts that it shares with strangers stay counted, or they could notice. */
export async function forgetOwnAttempts({ name, instead }: Throttle, call: Call): Promise<void> {
  const cleared = limits(name, instead.flat(), call).then((found) => forgetUses(found.map(({ key }) => key)))
  await ifReachable(cleared)
}

/**
 * Gives back all attempts of the last minutes that this call counts among, also those of strangers. Those of the IP address stay,
 * because they are about other accounts too, and those of the day, so that successes in between give nobody more of them.
 */
export async function forgetShortly({ name, budgets, instead }: Throttle, call: Call): Promise<void> {
  const isShort = ({ by, seconds }: Budget) => by !== 'address' && seconds <= SHORT_WINDOW_SECONDS
  const cleared = limitsOf(
    { name, budgets: budgets.filter(isShort), instead: instead.map((list) => list.filter(isShort)) },
    call,
  )
  await ifReachable(cleared.then((found) => forgetUses(found.map(({ key }) => key))))
}

/** The call is already done, so a count that cannot be stored is ignored. */
async function ifReachable(work: Promise<void>): Promise<void> {
  await work.catch((error) => {
    if (!isUnavailable(error)) throw error
  })
}

async function limitsOf({ name, budgets, instead }: Omit<Throttle, 'counts'>, call: Call): Promise<Limit[]> {
  const own = await Promise.all(instead.map((list) => limits(name, list, call)))
  return own.find((found) => found.length > 0) ?? limits(name, budgets, call)
}

async function limits(name: string, budgets: Budget[], call: Call): Promise<Limit[]> {
  const found = await Promise.all(budgets.map((budget) => limitOf(name, budget, call)))
  return found.filter((limit) => limit !== undefined)
}

async function limitOf(name: string, { by, subject, points, seconds }: Budget, call: Call): Promise<Limit | undefined> {
  const whose = await subject(call)
  return whose === undefined ? undefined : { key: `${name}/${by}/${seconds}/${whose}`, points, seconds }
}
