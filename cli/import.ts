import { type Command as AnyCommand, Command, InvalidArgumentError } from 'commander'
import { type Lookalike, type Mapping, readMapping, UnusableSource } from '@/lib/import/fields'
import { openReport } from '@/lib/import/import-report'
import { openSource, sourceName, sourceWarnings } from '@/lib/import/import-source'
import { importUsers, type Tally } from '@/lib/import/import-users'
import { problems } from '@/lib/import/row-problems'
import { requireDatabase } from '@/lib/operator/run-command'
import { exitCodes, operatorOf, Refusal } from './print-answer'
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
    .description('Bring people over from another system. Without --apply it writes nothing and tells what it would do.')
    .argument('<source>', 'postgres://… of the other system, a .csv or .jsonl file, or - for standard input')
    .option('--apply', 'make the accounts; run it again after an interruption, and it goes on')
    .option('--table <name>', 'the table of a PostgreSQL source', 'users')
    .option('--format <format>', 'csv or jsonl, where the name does not tell', oneOf('csv', 'jsonl'))
    .option('--delimiter <sign>', 'what stands between the fields of a CSV', tabOrSign)
    .option('--map <pairs>', 'other names of columns, such as email=mail,first_name=given', mapping)
    .option('--pad-phone <digits>', 'put back leading zeros that a number of so many digits has lost', digits)
    .option('--missing-name <text>', 'stands for a first or last name that is missing')
    .option('--without-password', 'import people whose hash is of no use, too; “Forgot password?” lets them in')
    .option('--report <file>', 'where to tell of rows one by one (default: rekey-import-….jsonl, here)')
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
  const source = await openSource(where, { ...rest, mapping: map }, stdin).catch(asRefusal)
  for (const warning of sourceWarnings(where)) terminal.err(warning)
  const report = await openReport(file).catch(async (error) => {
    await source.close()
    return asRefusal(error)
  })
  const progress = progressOn(stderr)
  let tally: Tally | undefined
  try {
    const done = { source: sourceName(where, options.table), operator: operatorOf(asked).name }
    for await (tally of importUsers(source.rows, { ...rest, apply, report, done })) {
      progress.show({ done: tally.read, fraction: source.progress(), unit: 'rows' })
    }
  } catch (error) {
    progress.end()
    terminal.err(stopped(apply, tally))
    return asRefusal(error)
  } finally {
    progress.end()
    await source.close()
    await report.close()
  }
  if (!tally) throw new Refusal('There is nobody in it.')
  const unread = source.unread()
  terminal.out(json ? asJson({ applied: apply, ...tally, unread, report: file }) : summary(tally, apply, file))
  if (unread.length > 0) terminal.err(notRead(unread))
  if (tally.refused > 0) throw new Refusal(`${number(tally.refused)} of ${number(tally.read)} rows are refused.`)
}

function notRead(unread: Lookalike[]): string {
  const each = unread.map(({ column, field }) => `  ${column}: like ${field}?`)
  return ['Columns that are not read. Give those that count by --map, such as --map disabled=banned:', ...each].join(
    '\n',
  )
}

function asRefusal(error: unknown): never {
  throw error instanceof UnusableSource ? new Refusal(error.message, exitCodes.usage) : error
}

function stopped(apply: boolean, tally: Tally | undefined): string {
  const read = `Stopped after ${number(tally?.read ?? 0)} rows.`
  return apply ? `${read} What was imported stays: run it again, and it goes on.` : read
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
    told.length > 0 ? `Row by row: ${file}` : undefined,
    apply ? undefined : dryRun(imported, refused),
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

function dryRun(imported: number, refused: number): string {
  const others = refused === 0 ? '' : ' and leaves out the refused; a later run brings those that were mended'
  return `This was a dry run: nothing was written. --apply imports ${number(imported)}${others}.`
}

function reportName(): string {
  return `rekey-import-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z.jsonl`
}

function oneOf(...words: string[]) {
  return (text: string): string => {
    if (!words.includes(text)) throw new InvalidArgumentError(`It is ${words.join(' or ')}.`)
    return text
  }
}

function digits(text: string): number {
  if (!/^1[0-5]$/.test(text)) throw new InvalidArgumentError('It is a number of digits, 10 to 15.')
  return Number(text)
}

function tabOrSign(text: string): string {
  const sign = text === '\\t' || text === 'tab' ? '\t' : text
  if (!/^[^"\r\n]$/.test(sign)) throw new InvalidArgumentError('It is one sign, such as ; or tab.')
  return sign
}

function mapping(text: string): Mapping {
  try {
    return readMapping(text)
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message)
  }
}
