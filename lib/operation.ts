import * as z from 'zod/mini'
import { describeError, log } from './log'
import { type FieldErrors, fail, type Result } from './result'
import { isUnavailable } from './unavailable'

/** Who calls: `ip` as far as it is believed, `door` decides what kind of session a login starts. */
export type Caller = { requestId: string; ip?: string; userAgent?: string; door: 'browser' | 'api' }

export type Operation<T> = (raw: unknown, caller: Caller) => Promise<Result<T>>

type Declaration<S extends z.ZodMiniType, T> = {
  input: S
  run: (input: z.output<S>, caller: Caller) => Promise<Result<T>>
}

/** Binds an input schema to the work, so no door can reach the work with unparsed input. */
export function operation<S extends z.ZodMiniType, T>({ input, run }: Declaration<S, T>): Operation<T> {
  return async (raw, caller) => {
    const parsed = input.safeParse(raw)
    if (!parsed.success) return fail('invalid-input', z.flattenError(parsed.error).fieldErrors as FieldErrors)
    try {
      return await run(parsed.data, caller)
    } catch (error) {
      if (!isUnavailable(error)) throw error
      log().warn({ event: 'unavailable', request: caller.requestId, ...describeError(error) })
      return { ...fail('unavailable'), retryAfterSeconds: error.retryAfterSeconds }
    }
  }
}
