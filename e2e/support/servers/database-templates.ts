import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as onPglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as onPostgres } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { freshPostgres } from './test-database'

const migrationsFolder = path.resolve(import.meta.dirname, '../../../db/migrations')

/**
 * Makes an empty embedded database, and migrates one of each kind: every worker and site then gets a copy. Making one takes
 * seconds. Returns what removes them.
 */
export async function makeTemplates(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-template-'))
  process.env.PGLITE_EMPTY = path.join(folder, 'empty')
  process.env.PGLITE_TEMPLATE = path.join(folder, 'migrated')
  await (await PGlite.create(process.env.PGLITE_EMPTY)).close()
  cpSync(process.env.PGLITE_EMPTY, process.env.PGLITE_TEMPLATE, { recursive: true })
  const client = await PGlite.create(process.env.PGLITE_TEMPLATE)
  await migratePglite(onPglite(client), { migrationsFolder })
  await client.close()
  const server = process.env.TEST_DATABASE_URL ? await makePostgresTemplate() : undefined
  return async () => {
    await server?.drop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function makePostgresTemplate() {
  const template = await freshPostgres()
  const client = postgres(template.url, { max: 2, onnotice: () => {} })
  await migratePostgres(onPostgres(client), { migrationsFolder })
  // A database is copied only while nobody is connected to it.
  await client.end({ timeout: 5 })
  process.env.POSTGRES_TEMPLATE = new URL(template.url).pathname.slice(1)
  return template
}
