import { type Command as AnyCommand, Command, InvalidArgumentError } from 'commander'
import { config } from '@/lib/config'
import { type Lookalike, type Mapping, readMapping, UnusableSource } from '@/lib/import/fields'
import { openReport } from '@/lib/import/import-report'
import { importUsers, type Tally } from '@/lib/import/import-users'
import { problems } from '@/lib/import/row-problems'
import { openSource, sourceName, sourceWarnings } from '@/lib/import/source/import-source'
import { beginImport } from '@/lib/operator/acts/begin-import'
import { requireDatabase } from '@/lib/operator/run-command'
import { answered, exitCodes, operatorOf, Refusal } from './print-answer'
import { number, progressOn } from './progress'
import { json as asJson, type Terminal } from './terminal'

type Streams = Pick<NodeJS.Process, 'stdin' | 'stderr'>
type Options = {
  apply?: true
  format?: 'csv' | 'jsonl'
  table: string
  map?: Mapping
  delimiter?: string
  padPhone?: number
  missingName?: string
  withoutPassword?: true
  report?: string
}

export function importCommand(terminal: Terminal, streams: Streams = process): AnyCommand {
  return new Command('import')
    .description(
      'Import accounts from another system. Without --apply, nothing is written and the result is only previewed.',
    )
    .argument('<source>', 'the postgres://… URL of the other system, a .csv or .jsonl file, or - for standard input')
    .option('--apply', 'create the accounts; if it is interrupted, run it again to continue')
    .option('--table <name>', 'the table of a PostgreSQL source', 'users')
    .option('--format <format>', 'csv or jsonl, if the file name does not show it', oneOf('csv', 'jsonl'))
    .option('--delimiter <sign>', 'the character between the fields of a CSV file', tabOrSign)
    .option('--map <pairs>', 'the columns to read, such as email=mail,first_name=given', mapping)
    .option('--pad-phone <digits>', 'restore lost leading zeros, up to this number of digits', digits)
    .option('--missing-name <text>', 'the text to use where a first or last name is missing')
    .option(
      '--without-password',
      'also import people without a usable hash; they choose a password with “Forgot password?”',
    )
    .option('--report <file>', 'where to report on single rows (default: rekey-import-….jsonl in this folder)')
    .action((where: string, options: Options, asked: AnyCommand) => bringOver(where, options, asked, terminal, streams))
}

async function bringOver(
  where: string,
  options: Options,
  asked: AnyCommand,
  terminal: Terminal,
  { stdin, stderr }: Streams,
): Promise<void> {
  const { json } = asked.optsWithGlobals<{ json?: true }>()
  const { apply = false, report: file = reportName(), map = {}, ...rest } = options
  await requireDatabase()
  const { act } = answered(await beginImport({}, operatorOf(asked)))
  const phoneNumber = config().PHONE_NUMBER
  const source = await openSource(where, { ...rest, phoneNumber, mapping: map }, stdin).catch(asRefusal)
  for (const warning of sourceWarnings(where)) terminal.err(warning)
  const report = await openReport(file).catch(async (error) => {
    await source.close()
    return asRefusal(error)
  })
  const progress = progressOn(stderr)
  let tally: Tally | undefined
  let isReported = false
  try {
    const done = { source: sourceName(where, options.table) }
    for await (tally of importUsers(source.rows, { ...rest, phoneNumber, apply, report, done, act })) {
      progress.show({ done: tally.read, fraction: source.progress(), unit: 'rows' })
    }
  } catch (error) {
    progress.end()
    terminal.err(stopped(apply, tally))
    return asRefusal(error)
  } finally {
    progress.end()
    await source.close()
    isReported = await report.close()
  }
  if (!tally) throw new Refusal('The source contains no rows.')
  const unread = source.unread()
  terminal.out(
    json ? asJson({ applied: apply, ...tally, unread, report: isReported ? file : null }) : summary(tally, apply, file),
  )
  if (unread.length > 0) terminal.err(notRead(unread))
  if (tally.refused > 0) throw new Refusal(`${number(tally.refused)} of ${number(tally.read)} rows refused.`)
}

function notRead(unread: Lookalike[]): string {
  const each = unread.map(({ column, field }) => `  ${column}: did you mean ${field}?`)
  return [
    'These columns are not imported. To import one, add it to --map, such as --map disabled=banned:',
    ...each,
  ].join('\n')
}

function asRefusal(error: unknown): never {
  throw error instanceof UnusableSource ? new Refusal(error.message, exitCodes.usage) : error
}

function stopped(apply: boolean, tally: Tally | undefined): string {
  const read = `Stopped after ${number(tally?.read ?? 0)} rows.`
  return apply ? `${read} Rows imported so far are kept. Run the command again to continue.` : read
}

function summary({ read, imported, already, refused, problems: met }: Tally, apply: boolean, file: string): string {
  const counted = (code: keyof typeof problems) => met[code] ?? 0
  const codes = (Object.keys(problems) as (keyof typeof problems)[]).filter((code) => counted(code) > 0)
  const told = codes.map((code) => {
    const { action, words } = problems[code]
    return `  ${number(counted(code)).padStart(9)}  ${action.padEnd(7)}  ${code}: ${words}`
  })
  return [
    `${number(read)} rows: ${number(imported)} ${apply ? 'imported' : 'to import'}, ${number(already)} imported before, ${number(refused)} refused.`,
    ...told,
    told.length > 0 ? `Details: ${file}` : undefined,
    apply ? undefined : dryRun(imported, refused),
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

function dryRun(imported: number, refused: number): string {
  return refused === 0
    ? `This was a dry run: nothing was written. Add --apply to import ${number(imported)} rows.`
    : `This was a dry run: nothing was written. Add --apply to import ${number(imported)} rows without the refused ones; fix those and import them later.`
}

function reportName(): string {
  return `rekey-import-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z.jsonl`
}

function oneOf(...words: string[]) {
  return (text: string): string => {
    if (!words.includes(text)) throw new InvalidArgumentError(`Use ${words.join(' or ')}.`)
    return text
  }
}

function digits(text: string): number {
  if (!/^1[0-5]$/.test(text)) throw new InvalidArgumentError('Use a number of digits from 10 to 15.')
  return Number(text)
}

function tabOrSign(text: string): string {
  const sign = text === '\\t' || text === 'tab' ? '\t' : text
  if (!/^[^"\r\n]$/.test(sign)) throw new InvalidArgumentError('Use one character, such as ; or tab.')
  return sign
}

function mapping(text: string): Mapping {
  try {
    return readMapping(text)
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message)
  }
}
