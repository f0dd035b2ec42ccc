import * as z from 'zod/mini'
import type { FoundSession } from '@/db/sessions/sessions'
import type { Credential } from '@/lib/sessions/session-token'
import { answerUnavailable } from './exchange'
import { describeError, log } from './log'
import { metrics } from './metrics/metrics'
import { type FieldErrors, fail, type Result } from './result'
import { isFirstToLog } from './summed-log'
import type { Call } from './throttle/budgets'
import { countCall, settle, type Throttle } from './throttle/throttle'
import { isUnavailable } from './unavailable'

/**
 * Who calls: `ip` as far as it is believed, `door` decides what kind of session a login starts, `device` is what this
 * browser was given at earlier logins.
 */
export type Caller = {
  requestId: string
  ip?: string
  userAgent?: string
  door: 'browser' | 'api'
  credential?: Credential
  device?: string
}

/** Where a change came from, as its event tells. */
export const originOf = ({ ip, userAgent }: Caller) => ({ ip, userAgent })

/** One line in the log for what a caller did or was refused; ids, codes and digests only. */
export function logCall({ requestId, ip }: Caller, line: { event: string } & Record<string, unknown>): void {
  metrics()?.events.inc({ event: line.event })
  log().info({ ...line, request: requestId, ip })
}

export type Operation<T> = (raw: unknown, caller: Caller) => Promise<Result<T>>
/** What an operation says of itself: the API's document is made from it. */
export type Declared = { input: z.ZodMiniType; throttled: boolean; loggedIn: boolean }

type Declaration<S extends z.ZodMiniType, T> = {
  input: S
  /** Errors of the fields that only the server can find; reported together with those that the schema finds. */
  alsoCheck?: (raw: unknown) => FieldErrors
  /** How often it may be done; refuses with `too-many-requests`. */
  throttle?: Throttle
  /** Whose account it is done on, where somebody is signed in. */
  session?: FoundSession
  run: (input: z.output<S>, caller: Caller) => Promise<Result<T>>
}

/** Binds an input schema to the work, so no door can reach the work with unparsed input. */
export function operation<S extends z.ZodMiniType, T>(declared: Declaration<S, T>): Operation<T> & Declared {
  const { input, alsoCheck, throttle, session, run } = declared
  const work = (raw: unknown, caller: Caller) =>
    orUnavailable(caller, async () => {
      const parsed = input.safeParse(raw)
      if (!parsed.success) {
        const { fieldErrors } = z.flattenError(parsed.error)
        return fail('invalid-input', { ...alsoCheck?.(raw), ...(fieldErrors as FieldErrors) })
      }
      if (!throttle) return run(parsed.data, caller)
      return throttled(throttle, callOf(parsed.data, caller, session), () => run(parsed.data, caller))
    })
  return Object.assign(work, { input, throttled: throttle !== undefined, loggedIn: false })
}

/** A call as budgets count it, with a caller that the log can name. */
type CountedCall = Call & { caller: Caller }

async function throttled<T>(throttle: Throttle, call: CountedCall, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const uses = await countCall(throttle, call)
  if (uses.wait > 0) {
    logThrottled(call, throttle.name)
    return { ...fail('too-many-requests'), retryAfterSeconds: uses.wait }
  }
  let result: Result<T> | undefined
  try {
    result = await work()
    return result
  } finally {
    await settle(throttle, uses, result)
  }
}

/** The metrics count every one; the log names the first of a flood, and how many followed. */
export function logThrottled({ caller, session }: CountedCall, operation: string): void {
  const kind = { event: 'throttled', operation }
  if (isFirstToLog(kind)) logCall(caller, { ...kind, user: session?.user.id })
  else metrics()?.events.inc({ event: kind.event })
}

/** What budgets are counted by: an input that names an address does so as `email`. */
function callOf(input: unknown, caller: Caller, session: FoundSession | undefined): CountedCall {
  const { email } = input as { email?: unknown }
  return { caller, session, email: typeof email === 'string' ? email : undefined }
}

/** Turns what cannot be done now into a refusal that says when to come back. */
export async function orUnavailable<T>(caller: Caller, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (!isUnavailable(error)) throw error
    log().warn({ event: 'unavailable', request: caller.requestId, ...describeError(error) })
    answerUnavailable(error.retryAfterSeconds)
    return { ...fail('unavailable'), retryAfterSeconds: error.retryAfterSeconds }
  }
}
