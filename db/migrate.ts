import { readFileSync } from 'node:fs'
import path from 'node:path'
import { max } from 'drizzle-orm'
import { bigint, pgSchema } from 'drizzle-orm/pg-core'
import { connection, query } from './client'

const folder = path.join(/*turbopackIgnore: true*/ process.cwd(), 'db/migrations')

const UNSEEN =
  'migrated, but unseen by the role of DATABASE_URL: is MIGRATE_DATABASE_URL the same database, and did db/roles.sql run?'

/** The table drizzle keeps of what has run. */
const applied = pgSchema('drizzle').table('__drizzle_migrations', {
  createdAt: bigint('created_at', { mode: 'number' }),
})

/** Brings the database to this version; safe to run by any number of instances at once. */
export async function migrate(): Promise<void> {
  const opened = await connection()
  // A database that is up to date asks for no right to change it.
  if (await isMigrated().catch(() => false)) return
  await opened.migrate(folder)
  if (!(await isMigrated().catch(() => false))) throw new Error(UNSEEN)
}

/** True when the database answers and holds every migration this version knows. */
export async function isMigrated(): Promise<boolean> {
  const journal = JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8'))
  const [row] = await query((db) => db.select({ latest: max(applied.createdAt) }).from(applied))
  return Number(row?.latest) >= journal.entries.at(-1).when
}
