import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as onPglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as onPostgres } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { freshPostgres } from './test-database'

const root = path.resolve(import.meta.dirname, '../../..')
const migrationsFolder = path.join(root, 'db/migrations')
const cache = path.join(root, 'node_modules/.cache/rekey-databases')

/**
 * Makes an empty embedded database and a migrated one, and a migrated one on the server, if there is one. Every worker and
 * site gets a copy. Returns a function that removes the one on the server; the embedded ones stay for the next run.
 */
export async function makeTemplates(): Promise<() => Promise<void>> {
  const folder = path.join(cache, await digestOfTemplates())
  if (!existsSync(folder)) await makeEmbeddedTemplates(folder)
  process.env.PGLITE_EMPTY = path.join(folder, 'empty')
  process.env.PGLITE_TEMPLATE = path.join(folder, 'migrated')
  const server = process.env.TEST_DATABASE_URL ? await makePostgresTemplate() : undefined
  return async () => server?.drop()
}

/** Changes with the migrations and with the embedded database, which make the templates what they are. */
async function digestOfTemplates(): Promise<string> {
  const files = await readdir(migrationsFolder, { recursive: true, withFileTypes: true })
  const paths = files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name))
  paths.push(path.join(root, 'node_modules/@electric-sql/pglite/package.json'))
  const hash = createHash('sha256')
  for (const file of paths.sort()) hash.update(file).update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}

/** Another run may make the same at the same time, so the folder gets its name when it is complete. */
async function makeEmbeddedTemplates(folder: string): Promise<void> {
  const making = `${folder}.${process.pid}`
  const [empty, migrated] = [path.join(making, 'empty'), path.join(making, 'migrated')]
  mkdirSync(making, { recursive: true })
  await (await PGlite.create(empty)).close()
  cpSync(empty, migrated, { recursive: true })
  const client = await PGlite.create(migrated)
  await migratePglite(onPglite(client), { migrationsFolder })
  await client.close()
  try {
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true })
    if (!existsSync(folder)) throw error
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
