import { randomBytes } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { closeDatabase } from '@/db/connection/client'
import { migrate } from '@/db/migrate'
import { freshPostgres } from '@/e2e/support/servers/test-database'
import { withSettings } from '@/test/with-settings'
import { type Explained, explain } from '../growth/explain'
import { fillTable } from '../growth/fill'
import { quantile } from '../load'
import { type KnownLogin, knownLogins } from './known'
import { countsOf, rows } from './rows.sql'

/** An installation with a number of records of apps. */
export type Installation = Awaited<ReturnType<typeof installRecords>>
/** For how many milliseconds PostgreSQL worked for all statements of one call, and the plans of the last call. */
export type Measured = { p50: number; p99: number; statements: Explained[] }

const CALLS = 100

export async function installRecords(records: number, hangingUrl: string) {
  const { url, drop } = await freshPostgres()
  const within = <T>(work: (sql: Sql) => Promise<T>) => withDatabase(url, work)
  const counts = countsOf(records)
  const logins = await within(async (sql) => {
    await migrate()
    for (const [table, statement] of rows(counts, hangingUrl)) await fillTable(sql, table, statement)
    await sql.unsafe('vacuum (analyze)')
    return knownLogins(sql, CALLS)
  })
  const [{ all }] = await within((sql) => sql<[{ all: number }]>`select count(*)::int as all from provider_records`)
  return {
    records: all,
    counts,
    url,
    drop,
    within,
    measure: (run: (one: KnownLogin) => Promise<unknown>, calls = CALLS) => within(() => measure(run, logins, calls)),
  }
}

async function withDatabase<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const settings = { DATABASE_URL: url, PROVIDER: 'on', AUTH_SECRET: randomBytes(32).toString('base64url') }
  try {
    return await withSettings(settings, () => work(sql))
  } finally {
    await closeDatabase()
    await sql.end()
  }
}

/** The first call only fills the caches. Each one is undone, so the next finds the same tables. */
async function measure(
  run: (one: KnownLogin) => Promise<unknown>,
  logins: KnownLogin[],
  calls: number,
): Promise<Measured> {
  const times: number[] = []
  let statements: Explained[] = []
  for (let call = 0; call <= calls; call++) {
    statements = await explain(() => run(logins[call % logins.length]!))
    if (call > 0) times.push(statements.reduce((sum, { ms }) => sum + ms, 0))
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), statements }
}
