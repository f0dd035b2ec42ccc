import type * as z from 'zod/mini'
import type { Credential } from '@/lib/sessions/session-token'
import { answerUnavailable } from './exchange'
import { fieldErrors } from './field-errors'
import { type Input, inputOf } from './input-schema'
import { describeError, log } from './log'
import { metrics } from './metrics/metrics'
import { type FieldErrors, fail, type Result } from './result'
import { isFirstToLog } from './summed-log'
import type { Call } from './throttle/budgets'
import { countCall, settle, type Throttle } from './throttle/throttle'
import { isUnavailable } from './unavailable'

/**
 * Who calls: `ip` is the trusted IP address, `door` decides which kind of session a login starts, and `device` is the cookie
 * that this browser got at earlier logins, and `trusted` the one it got if it need not do the second step again.
 */
export type Caller = {
  requestId: string
  ip?: string
  userAgent?: string
  door: 'browser' | 'api'
  credential?: Credential
  device?: string
  trusted?: string
}

/** Where a change came from, as recorded in its event. */
export const originOf = ({ ip, userAgent }: Caller) => ({ ip, userAgent })

/** Logs in one line what a caller did or was refused, with IDs, codes and digests only. */
export function logCall({ requestId, ip }: Caller, line: { event: string } & Record<string, unknown>): void {
  metrics()?.events.inc({ event: line.event })
  log().info({ ...line, request: requestId, ip })
}

export type Operation<T> = (raw: unknown, caller: Caller) => Promise<Result<T>>
/** How an operation describes itself; the API document is made from this. */
export type Declared = {
  input: () => z.ZodMiniType
  throttled: boolean
  loggedIn: boolean
  /** Checks a password in `current_password`, and succeeds only if a given one is right. */
  confirms?: boolean
  /** Also works for an account that still has to set up two-step login. */
  whileRequired?: boolean
}

type Declaration<S extends z.ZodMiniType, T> = {
  input: Input<S>
  /** Field errors that only the server can find; they are reported together with those of the schema. */
  alsoCheck?: (raw: unknown) => FieldErrors | Promise<FieldErrors>
  /** How often the operation may be called; beyond that it refuses with `too-many-requests`. */
  throttle?: Throttle
  /** What else the rate limits count by, such as the session of a caller who is logged in. */
  subjects?: Subjects
  run: (input: z.output<S>, caller: Caller) => Promise<Result<T>>
}

/** Binds an input schema to the work, so that neither a page nor the API can pass unparsed input to it. */
export function operation<S extends z.ZodMiniType, T>(declared: Declaration<S, T>): Operation<T> & Declared {
  const { alsoCheck, throttle, subjects, run } = declared
  const input = inputOf(declared.input)
  const work = (raw: unknown, caller: Caller) =>
    orUnavailable(caller, async () => {
      const parsed = input().safeParse(raw)
      if (!parsed.success) {
        return fail('invalid-input', { ...(await alsoCheck?.(raw)), ...fieldErrors(parsed.error) })
      }
      if (!throttle) return run(parsed.data, caller)
      return limited(throttle, callOf(parsed.data, caller, subjects), () => run(parsed.data, caller))
    })
  return Object.assign(work, { input, throttled: throttle !== undefined, loggedIn: false })
}

type Subjects = Omit<Call, 'caller' | 'email'>
/** A call as the rate limits count it, with a caller that the log can name. */
type CountedCall = Call & { caller: Caller }

/** Counts a call before its work, and refuses it with `too-many-requests` if the throttle has no room. */
export async function limited<T>(
  throttle: Throttle,
  call: CountedCall,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
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

/** The metrics count every call; the log has the first of a flood, and how many followed. */
export function logThrottled({ caller, session }: CountedCall, operation: string): void {
  const kind = { event: 'throttled', operation }
  if (isFirstToLog(kind)) logCall(caller, { ...kind, user: session?.user.id })
  else metrics()?.events.inc({ event: kind.event })
}

/** What the rate limits count by. An input with an email always has it in the member `email`. */
function callOf(input: unknown, caller: Caller, subjects?: Subjects): CountedCall {
  const { email } = input as { email?: unknown }
  return { ...subjects, caller, email: typeof email === 'string' ? email : undefined }
}

/** Turns an unavailable database or a full queue into a refusal that says when to try again. */
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
