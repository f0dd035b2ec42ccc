import * as z from 'zod/mini'
import { type FieldErrors, fail, type Result } from '@/lib/result'

/** Who runs a command; the events of the account name them. */
export type Operator = { name: string }

/** What a command answers is plain JSON: it may come from another process. */
export type Command<T> = (raw: unknown, operator: Operator) => Promise<Result<T>>

/** Binds an input schema to the work of an operator's command. */
export function command<S extends z.ZodMiniType, T>(
  input: S,
  run: (input: z.output<S>, operator: Operator) => Promise<Result<T>>,
): Command<T> & { input: S } {
  const work: Command<T> = async (raw, operator) => {
    const parsed = input.safeParse(raw)
    if (!parsed.success) return fail('invalid-input', z.flattenError(parsed.error).fieldErrors as FieldErrors)
    return run(parsed.data, operator)
  }
  return Object.assign(work, { input })
}
