import { existsSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { ConfigError } from '@/lib/config'
import { describeError } from '@/lib/log'
import { letGo } from '@/lib/operator/run-command'
import { isUnavailable } from '@/lib/unavailable'
import packageFile from '@/package.json' with { type: 'json' }
import { doctorCommand } from './doctor'
import { exportCommand } from './export'
import { importCommand } from './import'
import { mailCommand } from './mail'
import { type ExitCode, exitCodes, Refusal } from './print-answer'
import { json as asJson, printable, type Terminal, terminalHere } from './terminal'
import { usersCommand } from './users'

/** Runs the command line of this process and tells how it ended. The database is closed then, so that the process ends. */
export async function main(words: string[]): Promise<ExitCode> {
  const code = await run(words, terminalHere())
  await letGo()
  return code
}

/** Runs one command line (without `node` and the script's name) and tells how it ended. */
export async function run(words: string[], terminal: Terminal): Promise<ExitCode> {
  const program = programFor(terminal)
  try {
    await program.parseAsync(words, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    return ending(error, terminal, words.includes('--json'))
  }
}

function programFor(terminal: Terminal): Command {
  const program = new Command('rekey')
    .description('Look after the accounts, the mail and the health of a Rekey installation.')
    .version(packageFile.version, '--version', 'say which version this is')
    .option('--json', 'answer in JSON, for programs')
    .option('--operator <name>', 'who the events of an account are to name (default: who is logged in here)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done · 1 refused, or something is wrong · 2 typed wrongly · 3 the database cannot be had',
    )
  for (const command of [
    usersCommand(terminal),
    mailCommand(terminal),
    importCommand(terminal),
    exportCommand(terminal),
    doctorCommand(terminal),
  ])
    program.addCommand(command)
  program.hook('preAction', inItsFolder)
  return everyCommand(program, (command) =>
    command
      .exitOverride()
      .configureHelp({ showGlobalOptions: true })
      .showHelpAfterError('(--help shows what can be typed here)')
      .configureOutput({
        writeOut: (text) => terminal.out(text.trimEnd()),
        writeErr: (text) => terminal.err(text.trimEnd()),
      }),
  )
}

/** The migrations that this version knows are read from there, and so are .env.local and what is named relative to it. */
function inItsFolder(): void {
  if (existsSync('db/migrations')) return
  throw new Refusal(`Stand in Rekey's folder (cd): there is no db/migrations in ${process.cwd()}.`, exitCodes.usage)
}

function everyCommand(command: Command, change: (command: Command) => Command): Command {
  for (const below of command.commands) everyCommand(below, change)
  return change(command)
}

function ending(error: unknown, terminal: Terminal, json: boolean): ExitCode {
  // Help and usage were written by then.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (error instanceof Refusal) {
    if (json && error.failure) terminal.out(asJson(error.failure))
    else if (error.message) terminal.err(printableLines(error.message))
    return error.exitCode
  }
  if (error instanceof ConfigError) {
    for (const fault of error.faults) terminal.err(printableLines(`Configuration: ${fault}`))
    return exitCodes.unavailable
  }
  const { error: reason, code } = describeError(error)
  const words = isUnavailable(error) && !error.cause ? error.message : `The database cannot be had: ${reason || code}`
  terminal.err(printableLines(words))
  return exitCodes.unavailable
}

/** An error may quote a file or a server of somebody else's. */
const printableLines = (text: string) => text.split('\n').map(printable).join('\n')
