import { readFileSync } from 'node:fs'
import path from 'node:path'
import { max } from 'drizzle-orm'
import { bigint, pgSchema } from 'drizzle-orm/pg-core'
import { connection, query } from './connection/client'
import type { Database } from './connection/database'

const folder = path.join(/*turbopackIgnore: true*/ process.cwd(), 'db/migrations')

const UNSEEN =
  'the role of DATABASE_URL cannot see the migrations that ran: check that MIGRATE_DATABASE_URL is the same database, and run db/roles.sql'

/** The table in which drizzle records the migrations that have run. */
const applied = pgSchema('drizzle').table('__drizzle_migrations', {
  createdAt: bigint('created_at', { mode: 'number' }),
})

/** Brings the database to this version; safe to run by any number of instances at once. */
export async function migrate(): Promise<void> {
  const opened = await connection()
  // A database that is up to date can be used without the right to change tables.
  if (await isMigrated().catch(() => false)) return
  await opened.migrate(folder)
  if (!(await isMigrated().catch(() => false))) throw new Error(UNSEEN)
}

export type MigrationFacts = { applied: number; missing: string[]; unknown: number; readable: boolean }

/** Which migrations of this version have not run, and how many unknown ones have, because a newer version ran here. */
export async function migrationFacts(db: Database): Promise<MigrationFacts> {
  const known = journal()
  const rows = await db
    .select({ when: applied.createdAt })
    .from(applied)
    .catch(() => undefined)
  const run = new Set(rows?.map((row) => Number(row.when)))
  return {
    applied: run.size,
    missing: known.filter((each) => !run.has(each.when)).map((each) => each.tag),
    unknown: [...run].filter((when) => !known.some((each) => each.when === when)).length,
    readable: rows !== undefined,
  }
}

function journal(): { tag: string; when: number }[] {
  return JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')).entries
}

/** True when the database answers and holds every migration this version knows. */
export async function isMigrated(): Promise<boolean> {
  const [row] = await query((db) => db.select({ latest: max(applied.createdAt) }).from(applied))
  return Number(row?.latest) >= journal().at(-1)!.when
}

/** True for the error that isMigrated throws on a database without any migrations (SQLSTATE 42P01: no such table). */
export function isWithoutMigrations(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error
  return cause instanceof Error && (cause as NodeJS.ErrnoException).code === '42P01'
}
