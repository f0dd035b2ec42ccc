import { drizzle as onPglite } from 'drizzle-orm/pglite'
import { drizzle as onPostgres } from 'drizzle-orm/postgres-js'
import { connection } from '@/db/connection/client'
import type { OpenedOnce } from '@/db/connection/database'
import { perProcess } from '@/lib/per-process'

const pool = perProcess('database', (): OpenedOnce => ({}))

/** The statements that were sent to the database while `work` ran, without their values. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const opened = await connection()
  const statements: string[] = []
  const logger = { logQuery: (statement: string) => void statements.push(statement) }
  const { $client } = opened.db as unknown as { $client: never }
  const embedded = process.env.DATABASE_URL?.startsWith('pglite:')
  const db = embedded ? onPglite($client, { logger }) : onPostgres($client, { logger })
  pool.opened = Promise.resolve({ ...opened, db })
  try {
    await work()
  } finally {
    pool.opened = Promise.resolve(opened)
  }
  return statements
}
