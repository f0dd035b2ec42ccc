import * as z from 'zod/mini'
import { type Act, recordRefusedAct } from '@/db/operator/acts'
import type { StaffRole } from '@/db/staff/tables'
import { type Input, inputOf } from '@/lib/input-schema'
import { type Failure, type FailureCode, type FieldErrors, fail, ok, type Result } from '@/lib/result'
import { reasonGiven } from './acts/reason'

export type { Act } from '@/db/operator/acts'

/**
 * Who runs a command, and the reason that they give: the person at the command line, or a member of staff in the console, whose
 * `name` is then the ID of their account. The events of the account name them, for operators alone to see.
 */
export type Operator = { name: string; reason?: string; staff?: StaffMember }

/** `fresh`: they confirmed within the last ten minutes that it is them. */
type StaffMember = { role: StaffRole; fresh: boolean }

/** Who may run a command: everyone of staff, admins alone, or only whoever has a shell on the machine. */
type Right = StaffRole | 'machine'

/** What is known of a command before it runs, wherever it is offered. */
export type Declaration<S extends z.ZodMiniType = z.ZodMiniType> = {
  name: string
  input: Input<S>
  right: Right
  /** It is grave: operators are asked for a reason, and staff must give one and have confirmed lately. */
  reason?: true
  /** It cannot be undone, or not for long: what operators are told before they type the name once more. */
  risk?: (named: string) => string
  /** False if it changes nothing and shows no account owner, so that it leaves no act. */
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
    const barred = barredBy(declared, operator)
    const parsed = barred ? fail(barred) : parse(schema(), raw, operator, act)
    const missing = parsed.ok ? missingReason(declared, act) : undefined
    const result = parsed.ok && !missing ? await run(parsed.value, act) : (missing ?? (parsed as Failure))
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
  via: operator.staff ? 'console' : 'cli',
  operator: operator.name.replaceAll('\0', ''),
  role: operator.staff?.role,
  reason: null,
  facts: {},
})

/** Decided before the input is read, so that a command without a right answers everything alike. */
function barredBy({ right, reason }: Declaration, { staff }: Operator): FailureCode | undefined {
  if (!staff) return undefined
  if (right === 'machine' || (right === 'admin' && staff.role !== 'admin')) return 'forbidden'
  // A console that was left open must not be enough for what is grave.
  return reason && !staff.fresh ? 'confirmation-required' : undefined
}

function missingReason({ reason }: Declaration, act: Act): Failure | undefined {
  const missing = reason && act.via === 'console' && act.reason === null
  return missing ? fail('invalid-input', { reason: ['Say why, such as a ticket number.'] }) : undefined
}

function parse<S extends z.ZodMiniType>(schema: S, raw: unknown, { reason }: Operator, act: Act): Result<z.output<S>> {
  const why = reasonGiven.safeParse(reason)
  if (!why.success) return fail('invalid-input', { reason: z.flattenError(why.error).formErrors })
  act.reason = why.data ?? null
  const parsed = schema.safeParse(raw)
  if (parsed.success) return ok(parsed.data)
  return fail('invalid-input', z.flattenError(parsed.error).fieldErrors as FieldErrors)
}
