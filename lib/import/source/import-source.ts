import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { openSourceTable } from '@/db/operator/source-table'
import {
  columnsFor,
  type Fields,
  type Mapping,
  type Needs,
  rowOf,
  type Source,
  type SourceRow,
  TEXT_ALONE,
  UnusableSource,
} from '@/lib/import/fields'
import { readDatabaseUrl } from '@/lib/rules/urls/database-url'
import { Unavailable } from '@/lib/unavailable'
import { csv } from './csv'
import { jsonLines } from './json-lines'
import { lookalikes } from './lookalikes'

export type SourceOptions = Needs & {
  mapping: Mapping
  format?: 'csv' | 'jsonl'
  delimiter?: string
  /** The table of a database, optionally with its schema. */
  table: string
}

const SERVER = /^postgres(ql)?:\/\//
/** URLs such as SQLAlchemy's postgresql+psycopg://…, whose password must not appear in a message. */
const URL_OF_ANOTHER = /^[a-z][a-z0-9+.-]*:\/\//i
const ONE_KIND =
  'Rekey can read a PostgreSQL server (postgres://user@host:5432/name). For any other database, export a CSV file.'
const FORMATS: Record<string, 'csv' | 'jsonl'> = { '.csv': 'csv', '.jsonl': 'jsonl', '.ndjson': 'jsonl' }

/** Opens a PostgreSQL URL, a file, or `-`, which is `input`. Throws UnusableSource. */
export function openSource(where: string, options: SourceOptions, input: AsyncIterable<Buffer>): Promise<Source> {
  return SERVER.test(where) ? openTable(where, options) : openFile(where, options, input)
}

/** The name of a source that may be shown and stored: a URL without its user name and password. */
export function sourceName(where: string, table: string): string {
  if (!SERVER.test(where)) return where
  const { servers, database = '' } = readDatabaseUrl(where)
  return `${servers.map(({ host, port }) => (port ? `${host}:${port}` : host)).join(',')}/${database} ${table}`
}

/** Warnings about parameters of a server URL that have no effect. */
export function sourceWarnings(where: string): string[] {
  return SERVER.test(where) ? readDatabaseUrl(where).warnings.map((each) => `The URL ${each}.`) : []
}

async function openFile(where: string, options: SourceOptions, input: AsyncIterable<Buffer>): Promise<Source> {
  if (URL_OF_ANOTHER.test(where)) throw new UnusableSource(ONE_KIND)
  const format = options.format ?? FORMATS[path.extname(where).toLowerCase()]
  if (!format) throw new UnusableSource('The format of the source is not known. Add --format csv or --format jsonl.')
  const size = where === '-' ? undefined : await sizeOf(where)
  const { seen, unread } = lookalikes(options.mapping)
  let read = 0
  async function* counted() {
    try {
      for await (const chunk of where === '-' ? input : createReadStream(where, { highWaterMark: 2 ** 18 })) {
        read += chunk.length
        yield chunk as Buffer
      }
    } catch (error) {
      throw unreadable(where, error as NodeJS.ErrnoException)
    }
  }
  return {
    rows: format === 'csv' ? csv(counted(), { ...options, seen }) : jsonLines(counted(), options.mapping, seen),
    unread,
    progress: () => (size === undefined ? undefined : Math.min(1, read / Math.max(1, size))),
    close: async () => {},
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error) => {
    throw unreadable(file, error)
  })
  return found.size
}

function unreadable(file: string, { code }: NodeJS.ErrnoException): UnusableSource {
  return new UnusableSource(code === 'ENOENT' ? `The file ${file} does not exist.` : `Cannot read ${file} (${code}).`)
}

function unreadableTable(table: string, { message }: Error): Unavailable {
  return new Unavailable(`Cannot read the table ${table}: ${message}`, 1)
}

async function openTable(url: string, options: SourceOptions): Promise<Source> {
  const [fault] = readDatabaseUrl(url).faults
  if (fault) throw new UnusableSource(`The URL ${fault}.`)
  const origin = await openSourceTable(url, options.table).catch((error) => {
    throw unreadableTable(options.table, error)
  })
  try {
    const wanted = columnsFor(origin.columns, options.mapping, options)
    const [, strange] =
      wanted.find(([name, column]) => TEXT_ALONE.has(name) && origin.structured.includes(column)) ?? []
    if (strange)
      throw new UnusableSource(
        `The column ${strange} contains JSON or lists instead of text. Create a view and name it with --table.`,
      )
    const { seen, unread } = lookalikes(options.mapping)
    seen(origin.columns)
    const [, idColumn] = wanted.find(([name]) => name === 'id') ?? []
    let row = 0
    async function* rows(): AsyncGenerator<SourceRow[]> {
      try {
        // The oldest account comes first, because it is the one that is kept if two of them belong to one person.
        for await (const page of origin.rows(wanted, idColumn))
          yield page.map((record) => rowOf(++row, record as Fields))
      } catch (error) {
        throw unreadableTable(options.table, error as Error)
      }
    }
    return { rows: rows(), progress: () => row / Math.max(1, origin.count), unread, close: origin.close }
  } catch (error) {
    await origin.close()
    throw error
  }
}
