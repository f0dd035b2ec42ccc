import type * as z from 'zod/mini'
import type { FoundSession } from '@/db/sessions/sessions'
import { isSetUpRequired } from '@/lib/factors/set-up-required'
import { type Input, inputOf } from '@/lib/input-schema'
import { type Caller, type Declared, type Operation, operation, orUnavailable } from '@/lib/operation'
import { type FieldErrors, fail, type Result } from '@/lib/result'
import type { Throttle } from '@/lib/throttle/throttle'
import { currentSession } from './current-user'

type Declaration<S extends z.ZodMiniType, T> = {
  input: Input<S>
  alsoCheck?: (raw: unknown, session: FoundSession) => FieldErrors | Promise<FieldErrors>
  throttle?: Throttle
  /** Runs even if the operator requires two-step login and the account does not have it yet. */
  whileRequired?: boolean
  run: (input: z.output<S>, caller: Caller, session: FoundSession) => Promise<Result<T>>
}

/**
 * An operation on the caller's own account; refuses with `unauthenticated`, or with `second-factor-setup-required`, before it looks
 * at the input.
 */
export function loggedInOperation<S extends z.ZodMiniType, T>({
  input,
  alsoCheck,
  throttle,
  whileRequired = false,
  run,
}: Declaration<S, T>): Operation<T> & Declared {
  const work = (raw: unknown, caller: Caller) =>
    orUnavailable(caller, async () => {
      const session = await currentSession(caller.credential)
      if (!session) return fail('unauthenticated')
      // Here and in no operation, so that whatever is added later refuses, too, unless it says otherwise.
      if (!whileRequired && isSetUpRequired(session.user)) return fail('second-factor-setup-required')
      const own = { input, throttle, subjects: { session } }
      const check = alsoCheck && ((given: unknown) => alsoCheck(given, session))
      return operation({ ...own, alsoCheck: check, run: (parsed) => run(parsed, caller, session) })(raw, caller)
    })
  const throttled = throttle !== undefined
  return Object.assign(work, { input: inputOf(input), throttled, loggedIn: true, whileRequired })
}
