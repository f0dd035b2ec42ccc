import * as z from 'zod/mini'
import { type Input, inputOf } from '@/lib/input-schema'
import { type FieldErrors, fail, type Result } from '@/lib/result'

/** The person who runs a command; the events of the account name them. */
export type Operator = { name: string }

/** A command answers with plain JSON, because the answer may come from another process. */
export type Command<T> = (raw: unknown, operator: Operator) => Promise<Result<T>>

/** Binds an input schema to the work of a command. */
export function command<S extends z.ZodMiniType, T>(
  input: Input<S>,
  run: (input: z.output<S>, operator: Operator) => Promise<Result<T>>,
): Command<T> & { input: () => S } {
  const schema = inputOf(input)
  const work: Command<T> = async (raw, operator) => {
    const parsed = schema().safeParse(raw)
    if (!parsed.success) return fail('invalid-input', z.flattenError(parsed.error).fieldErrors as FieldErrors)
    return run(parsed.data, operator)
  }
  return Object.assign(work, { input: schema })
}
