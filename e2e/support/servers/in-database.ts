import { test } from 'playwright/test'
import postgres, { type Sql } from 'postgres'
import { missing } from '../needs'
import type { Site } from './site'

/** Works on the database of a site. No second process can open an embedded one, so the test is then skipped. */
export async function inDatabase<T>(site: Site, work: (sql: Sql) => Promise<T>): Promise<T> {
  test.skip(!site.databaseUrl.startsWith('postgres'), missing.postgres.reason)
  const sql = postgres(site.databaseUrl, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}
