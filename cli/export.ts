import { existsSync } from 'node:fs'
import { link, open, unlink } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command, Option } from 'commander'
import { requireDatabase } from '@/lib/operator/run-command'
import { exportUsers, recordExport } from '@/lib/operator/users/export-users'
import { answered, operatorOf, Refusal, withReason } from './print-answer'
import { number, progressOn } from './progress'
import { inertJson, printable, type Terminal } from './terminal'

type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr'>
type Options = { output?: string; csv?: true; withHashes?: true; yes?: true }

const CONFIRMATION = 'with hashes'

export function exportCommand(terminal: Terminal, streams: Streams = process): Command {
  return new Command('export')
    .description('Write every account as one line of JSON, in the format that "rekey import" reads.')
    .option('--output <file>', 'a new file that only you can read (default: standard output)')
    .addOption(
      new Option('--csv', 'write a CSV for spreadsheets instead; it never contains hashes').conflicts('withHashes'),
    )
    .option('--with-hashes', 'include the password hashes, so that people can log in to another system')
    .option('--yes', 'do not ask for confirmation before writing hashes')
    .action((options: Options, asked: Command) => write(options, asked, terminal, streams))
}

async function write(options: Options, asked: Command, terminal: Terminal, { stdout, stderr }: Streams): Promise<void> {
  const { output, csv, withHashes = false, yes } = options
  // Anyone with the hashes can test passwords against them for as long as they like, so a typo must not be enough.
  if (withHashes && !yes) await confirm(terminal)
  const operator = withHashes ? await withReason(asked, terminal) : operatorOf(asked)
  await requireDatabase()
  const part = output && `${output}.part`
  const into = part ? await newFile(output, part) : stdout
  answered(await recordExport({ hashes: withHashes }, operator))
  const progress = progressOn(stderr)
  const counted = { written: 0 }
  const show = async function* () {
    for await (const lines of exportUsers(csv ? 'csv' : withHashes ? 'jsonl with hashes' : 'jsonl', counted)) {
      if (output) progress.show({ done: counted.written, unit: 'accounts' })
      yield output || !stdout.isTTY ? lines : csv ? printableCsv(lines) : inertJson(lines)
    }
  }
  try {
    await pipeline(Readable.from(show()), into, { end: output !== undefined })
    if (output && part) await giveName(part, output)
  } catch (error) {
    throw isOfFile(error) ? new Refusal(`Writing failed (${error.code}). The output is incomplete.`) : error
  } finally {
    progress.end()
  }
  terminal.err(`Exported ${number(counted.written)} accounts${withHashes ? ', including password hashes' : ''}.`)
}

/** For a terminal, which a name in an account must not control. */
const printableCsv = (lines: string) =>
  `${lines.replace('\uFEFF', '').trimEnd().split('\r\n').map(printable).join('\n')}\n`

/** Never overwrites a file. An interrupted export keeps its temporary name, so that nobody takes it for a complete one. */
async function newFile(name: string, part: string): Promise<NodeJS.WritableStream> {
  if (existsSync(name)) throw notWritten(name, 'EEXIST')
  const file = await open(part, 'wx', 0o600).catch(({ code }) => {
    throw notWritten(part, code)
  })
  return file.createWriteStream()
}

async function giveName(part: string, name: string): Promise<void> {
  // Unlike a rename, a hard link fails if somebody has created a file of this name in the meantime.
  await link(part, name).catch(({ code }) => {
    throw notWritten(name, code)
  })
  await unlink(part)
}

function notWritten(name: string, code: string): Refusal {
  return new Refusal(code === 'EEXIST' ? `The file ${name} already exists.` : `Cannot write ${name} (${code}).`)
}

async function confirm(terminal: Terminal): Promise<void> {
  if (!terminal.interactive) throw new Refusal('Add --yes to export the password hashes.')
  const typed = await terminal.ask(
    `Protect this file as you would the passwords themselves. Type “${CONFIRMATION}” to continue: `,
  )
  if (typed.trim() !== CONFIRMATION) throw new Refusal('Nothing was written.')
}

function isOfFile(error: unknown): error is NodeJS.ErrnoException {
  return /^E(PIPE|NOSPC|IO|FBIG|DQUOT)$/.test((error as NodeJS.ErrnoException).code ?? '')
}
