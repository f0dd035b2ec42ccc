import { existsSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { ConfigError } from '@/lib/config'
import { describeError } from '@/lib/log'
import { letGo } from '@/lib/operator/run-command'
import { isUnavailable } from '@/lib/unavailable'
import packageFile from '@/package.json' with { type: 'json' }
import { actsCommand } from './acts'
import { clientsCommand } from './clients/clients'
import { countsCommand } from './counts'
import { doctorCommand } from './doctor'
import { exportCommand } from './export'
import { importCommand } from './import'
import { keysCommand } from './keys'
import { mailCommand } from './mail'
import { type ExitCode, exitCodes, Refusal } from './print-answer'
import { settingsCommand } from './settings'
import { staffCommand } from './staff'
import { json as asJson, printable, type Terminal, terminalHere } from './terminal'
import { usersCommand } from './users/users'

/** Runs the command line of this process and returns its exit code. Closes the database, or the process would not end. */
export async function main(words: string[]): Promise<ExitCode> {
  const code = await run(words, terminalHere())
  await letGo()
  return code
}

/** Runs one command line (without `node` and the script's name) and returns its exit code. */
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
    .description('Manage the accounts, apps, emails, signing keys, staff and health of a Rekey installation.')
    .version(packageFile.version, '--version', 'print the version')
    .option('--json', 'print JSON, for scripts')
    .option('--operator <name>', 'the name to record in the account activity (default: your user name on this machine)')
    .option('--reason <text>', 'why you do this, such as a ticket number; no names (3 to 500 characters)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done · 1 refused, or a problem was found · 2 usage error · 3 cannot open the database',
    )
  for (const command of [
    usersCommand(terminal),
    clientsCommand(terminal),
    mailCommand(terminal),
    keysCommand(terminal),
    staffCommand(terminal),
    actsCommand(terminal),
    countsCommand(terminal),
    importCommand(terminal),
    exportCommand(terminal),
    settingsCommand(terminal),
    doctorCommand(terminal),
  ])
    program.addCommand(command)
  program.hook('preAction', inItsFolder)
  return everyCommand(program, (command) =>
    command
      .exitOverride()
      .configureHelp({ showGlobalOptions: true })
      .showHelpAfterError('(add --help for usage information)')
      .configureOutput({
        writeOut: (text) => terminal.out(text.trimEnd()),
        writeErr: (text) => terminal.err(text.trimEnd()),
      }),
  )
}

/** The migrations, .env.local and every relative path are read from the current folder. */
function inItsFolder(): void {
  if (existsSync('db/migrations')) return
  throw new Refusal(`Run this from Rekey's folder. There is no db/migrations in ${process.cwd()}.`, exitCodes.usage)
}

function everyCommand(command: Command, change: (command: Command) => Command): Command {
  for (const below of command.commands) everyCommand(below, change)
  return change(command)
}

function ending(error: unknown, terminal: Terminal, json: boolean): ExitCode {
  // Commander has already printed the help or the usage error.
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
  const words = isUnavailable(error) && !error.cause ? error.message : `Cannot open the database: ${reason || code}`
  terminal.err(printableLines(words))
  return exitCodes.unavailable
}

/** An error may quote text from another person's file or server. */
const printableLines = (text: string) => text.split('\n').map(printable).join('\n')
