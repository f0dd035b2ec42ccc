import * as z from 'zod/mini'
import { type Act, recordRefusedAct } from '@/db/operator/acts'
import { type Input, inputOf } from '@/lib/input-schema'
import { type FieldErrors, fail, ok, type Result } from '@/lib/result'
import { reasonGiven } from './reason'

export type { Act } from '@/db/operator/acts'

/** The person who runs a command, and the reason that they give. The events of the account name them. */
export type Operator = { name: string; reason?: string }

/** What is known of a command before it runs, wherever it is offered. */
export type Declaration<S extends z.ZodMiniType = z.ZodMiniType> = {
  name: string
  input: Input<S>
  /** It is grave: operators are asked for a reason. */
  reason?: true
  /** It cannot be undone: what operators are told before they type the name once more. */
  risk?: (named: string) => string
  /** False if it changes nothing and looks at no single account, so that it leaves no act. */
  record?: false
}

/** A command answers with plain JSON, because the answer may come from another process. */
export type Command<T> = ((raw: unknown, operator: Operator) => Promise<Result<T>>) & { declared: Declaration }

/** Binds the declaration of a command to its work, which records the act in the transaction of what it does. */
export function command<S extends z.ZodMiniType, T>(
  declared: Declaration<S>,
  run: (input: z.output<S>, act: Act) => Promise<Result<T>>,
): Command<T> & { input: () => S } {
  const schema = inputOf(declared.input)
  const work = async (raw: unknown, operator: Operator): Promise<Result<T>> => {
    const act = actOf(declared.name, operator)
    const parsed = parse(schema(), raw, operator, act)
    const result = parsed.ok ? await run(parsed.value, act) : parsed
    if (!result.ok && declared.record !== false) {
      act.facts.fields = Object.keys(result.fields)
      await recordRefusedAct(act, result.code)
    }
    return result
  }
  return Object.assign(work, { declared, input: schema })
}

// PostgreSQL takes no zero byte in a text.
const actOf = (name: string, operator: Operator): Act => ({
  name,
  operator: operator.name.replaceAll('\0', ''),
  reason: null,
  facts: {},
})

function parse<S extends z.ZodMiniType>(schema: S, raw: unknown, { reason }: Operator, act: Act): Result<z.output<S>> {
  const why = reasonGiven.safeParse(reason)
  if (!why.success) return fail('invalid-input', { reason: z.flattenError(why.error).formErrors })
  act.reason = why.data ?? null
  const parsed = schema.safeParse(raw)
  if (parsed.success) return ok(parsed.data)
  return fail('invalid-input', z.flattenError(parsed.error).fieldErrors as FieldErrors)
}
