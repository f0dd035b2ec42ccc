import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import type { FieldName } from '@/lib/import/field-names'
import {
  columnsFor,
  type Fields,
  type Mapping,
  type Needs,
  rowOf,
  type SourceRow,
  UnusableSource,
} from '@/lib/import/fields'
import { mayBeNothing } from '@/lib/import/values/nothing'
import { withDelimiter } from './csv-delimiter'

const ROWS_AT_ONCE = 500
/** An unclosed quote would make the rest of the file one field. */
const LONGEST_RECORD = 2 ** 20

type Options = Needs & {
  mapping: Mapping
  delimiter?: string
  /** Called with the names in the header. */
  seen?: (names: string[]) => void
}

/** Reads CSV (RFC 4180) with a header. Rows are numbered as in a spreadsheet, where the header is row 1. */
export async function* csv(input: AsyncIterable<Buffer>, options: Options): AsyncGenerator<SourceRow[]> {
  let columns: [FieldName, number][] | undefined
  let width = 0
  let row = 0
  let rows: SourceRow[] = []
  for await (const record of records(input, options.delimiter)) {
    row += 1
    if (!columns) {
      width = record.length
      columns = placesOf(record, options)
      continue
    }
    rows.push(record.length === width ? readRow(row, pick(record, columns)) : misfit(row, record.length, width))
    if (rows.length < ROWS_AT_ONCE) continue
    yield rows
    rows = []
  }
  if (!columns) throw new UnusableSource('The file is empty.')
  yield rows
}

async function* records(file: AsyncIterable<Buffer>, given?: string): AsyncGenerator<string[]> {
  const { delimiter, input } = await withDelimiter(file, given)
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  })
  const source = Readable.from(input)
  source.once('error', (error) => parser.destroy(error))
  try {
    for await (const record of source.pipe(parser)) yield record
  } catch (error) {
    throw isCsvError(error) ? new UnusableSource(`Line ${error.lines}: ${reasons[error.code] ?? error.message}`) : error
  }
}

/** Our own messages, because those of the parser quote the text that it could not read, which may be a hash. */
const reasons: Record<string, string> = {
  CSV_MAX_RECORD_SIZE: 'a row is longer than 1 MiB. Check for an unclosed quote.',
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed.',
  CSV_INVALID_CLOSING_QUOTE: 'a quote inside of a quoted field must be doubled.',
  INVALID_OPENING_QUOTE: 'a field that contains a quote must be in quotes.',
}

function isCsvError(error: unknown): error is CsvError & { lines: number } {
  return error instanceof Error && 'code' in error && 'lines' in error
}

function placesOf(header: string[], { mapping, seen, ...needs }: Options): [FieldName, number][] {
  const names = header.map((name) => name.trim())
  seen?.(names)
  return columnsFor(names, mapping, needs).map(([name, column]) => [name, names.indexOf(column)])
}

function pick(record: string[], columns: [FieldName, number][]): Fields {
  const fields: Fields = {}
  for (const [name, place] of columns) fields[name] = record[place] === '\\N' ? null : record[place]
  return fields
}

/** CSV has no way to write a missing value, so a text such as NULL may be a name. We do not guess. */
function readRow(row: number, fields: Fields): SourceRow {
  const doubtful = ([fields.first_name, fields.last_name] as const).find((name) => name && mayBeNothing(name))
  if (!doubtful) return rowOf(row, fields)
  return {
    row,
    fields,
    broken: `“${doubtful}” may be a name or a missing value. Leave the field empty, or spell the name differently.`,
  }
}

function misfit(row: number, has: number, width: number): SourceRow {
  return { row, fields: {}, broken: `The row has ${has} fields, but the header has ${width}.` }
}
