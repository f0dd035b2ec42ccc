import postgres from 'postgres'
import { driverOptions } from '@/db/connection/postgres/driver-options'
import { serversOf } from '@/db/connection/postgres/primary'

const ROWS_AT_ONCE = 2_000

/** Another system's table of users. It is read once and never changed. */
export type SourceTable = {
  columns: string[]
  /** The columns that contain JSON, arrays or rows. As text, their values are neither names nor emails. */
  structured: string[]
  count: number
  /** Values as text, under the names that `wanted` gives to columns, sorted by `orderBy` if it is given. */
  rows(wanted: [name: string, column: string][], orderBy?: string): AsyncIterable<Record<string, string | null>[]>
  close(): Promise<void>
}

/** Opens a separate connection, which reads the table as it is at this moment. Throws the driver's errors. */
export async function openSourceTable(url: string, table: string): Promise<SourceTable> {
  const client = postgres({
    // The first of several servers, because reading works on any of them.
    ...driverOptions(serversOf(url)[0] ?? url, { application_name: 'rekey import' }),
    max: 1,
    prepare: false,
    connect_timeout: 10,
  })
  try {
    const tx = await client.reserve()
    await tx.unsafe('begin transaction isolation level repeatable read, read only')
    await tx.unsafe(`set local timezone to 'UTC'; set local datestyle to 'ISO'; set local statement_timeout to 0;
      set local idle_in_transaction_session_timeout to 0`)
    const { columns } = await tx`select * from ${tx(table)} limit 0`
    const [{ count }] = await tx<[{ count: string }]>`select count(*) from ${tx(table)}`
    const types = [0, ...columns.map(({ type }) => type)]
    const structures = await tx<{ oid: number }[]>`select oid from pg_catalog.pg_type
      where oid in ${tx(types)} and (typcategory in ('A', 'C') or typname in ('json', 'jsonb'))`
    return {
      columns: columns.map(({ name }) => name),
      structured: columns.filter(({ type }) => structures.some(({ oid }) => oid === type)).map(({ name }) => name),
      count: Number(count),
      async *rows(wanted, orderBy) {
        const picked = wanted.map(([name, column]) => tx`${tx(column)}::text as ${tx(name)}`)
        const list = picked.reduce((all, next) => tx`${all}, ${next}`)
        const order = orderBy === undefined ? tx`` : tx`order by ${tx(table)}.${tx(orderBy)}`
        let read = 0
        for await (const page of tx`select ${list} from ${tx(table)} ${order}`.cursor(ROWS_AT_ONCE)) {
          read += page.length
          yield page
        }
        // If the connection is lost between two pages, the driver reports no error, and the table seems to end there.
        if (read < Number(count)) throw new Error(`it ended after ${read} of ${count} rows; was the connection lost?`)
      },
      // No need to wait, because no query is running whose result is needed.
      close: () => client.end({ timeout: 0 }),
    }
  } catch (error) {
    await client.end({ timeout: 0 })
    throw error
  }
}
