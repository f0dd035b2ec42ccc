import { StringDecoder } from 'node:string_decoder'
import { type Mapping, rowOfRecord, type SourceRow, UnusableSource } from '@/lib/import/fields'
import { parseExactly } from './exact-numbers'

/** A row has some hundred bytes. A much longer line is another kind of file and would be read into memory whole. */
const LONGEST_LINE = 2 ** 20

/** One JSON object per line; empty lines are skipped. Throws if a line is too long. */
export async function* jsonLines(
  input: AsyncIterable<Buffer>,
  mapping: Mapping,
  seen: (names: string[]) => void = () => {},
): AsyncGenerator<SourceRow[]> {
  let row = 0
  for await (const lines of linesOf(input)) {
    const rows: SourceRow[] = []
    for (const line of lines) {
      row += 1
      if (line.trim()) rows.push(read(line, row, mapping, seen))
    }
    yield rows
  }
}

function read(line: string, row: number, mapping: Mapping, seen: (names: string[]) => void): SourceRow {
  try {
    const record = parseExactly(line)
    if (typeof record === 'object' && record && !Array.isArray(record)) {
      seen(Object.keys(record))
      return rowOfRecord(row, record, mapping)
    }
  } catch {
    // Reported below, like a line that is not an object.
  }
  return { row, fields: {}, broken: 'The line is not one JSON object.' }
}

async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let first = true
  for await (const chunk of input) {
    const text = rest + decoder.write(chunk)
    const lines = (first ? text.replace(/^\uFEFF/, '') : text).split('\n')
    first &&= text.length === 0
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE)
      throw new UnusableSource('A line of this file is longer than 1 MiB, so it is not JSON Lines.')
    yield lines
  }
  yield [rest + decoder.end()]
}
