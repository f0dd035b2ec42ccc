import os from 'node:os'
import type { Command } from 'commander'
import type { Operator } from '@/lib/operator/command'
import { type AnswerOf, type CommandName, commands } from '@/lib/operator/commands'
import { runCommand } from '@/lib/operator/run-command'
import { type Failure, type Result, titleOf } from '@/lib/result'
import { json as asJson, type Terminal } from './terminal'

/** Exit codes: done; refused, or a problem was found; usage error; cannot open the database. */
export const exitCodes = { done: 0, refused: 1, usage: 2, unavailable: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Ends a command with an exit code and a message. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.refused,
    readonly failure?: Failure,
  ) {
    super(message)
  }
}

type Shared = { json?: true; operator?: string; reason?: string }

/** Runs a command and prints the result: as JSON if --json was given, otherwise as text. */
export async function printAnswer<N extends CommandName>(
  { asked, terminal, input, words }: { asked: Command; terminal: Terminal; input: unknown; words: Words<N> },
  name: N,
): Promise<void> {
  const { json } = asked.optsWithGlobals<Shared>()
  const operator = commands[name].declared.reason ? await withReason(asked, terminal) : operatorOf(asked)
  const value = answered(await runCommand(name, input, operator))
  terminal.out(json ? asJson(value) : words(value))
}
type Words<N extends CommandName> = (value: AnswerOf<N>) => string

/** Ends the command if the result is a refusal. */
export function answered<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(refusedText(result), codeOf(result), result)
  return result.value
}

/** The name for the activity: the one given by --operator, otherwise the user name on this machine. */
export function operatorOf(asked: Command): Operator {
  const { operator, reason } = asked.optsWithGlobals<Shared>()
  return { name: operator ?? accountName(), reason }
}

/** For a grave command: asks for a reason, unless it was given. Nobody can answer in a script, which is served without one. */
export async function withReason(asked: Command, terminal: Terminal): Promise<Operator> {
  const operator = operatorOf(asked)
  if (operator.reason !== undefined || !terminal.interactive) return operator
  return { ...operator, reason: await terminal.ask('Reason (a ticket number; no names): ') }
}

/** A container may run under a user ID that has no name. */
function accountName(): string {
  try {
    return os.userInfo().username
  } catch {
    return `user ${process.getuid?.()}`
  }
}

function codeOf({ code }: Failure): ExitCode {
  return code === 'unavailable' ? exitCodes.unavailable : exitCodes.refused
}

function refusedText({ code, fields }: Failure): string {
  if (code === 'not-found') return 'Not found. Give an email, an ID or a phone number.'
  const lines = Object.entries(fields).map(([field, faults]) => `  ${field}: ${faults.join(' ')}`)
  return [titleOf(code), ...lines].join('\n')
}
