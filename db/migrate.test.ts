import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { onPostgres } from '@/e2e/support/needs'
import { freshPostgres } from '@/e2e/support/servers/test-database'
import { expect, test } from '@/test/unit'
import { query } from './connection/client'
import { openPostgres } from './connection/postgres/postgres'
import { isMigrated, isWithoutMigrations, migrate } from './migrate'

test('a migrated database says so, and migrating again changes nothing', async () => {
  expect(await isMigrated()).toBe(true)
  await migrate()
  expect(await isMigrated()).toBe(true)
})

test('a database without the newest migration says so [J6]', async () => {
  const move = (by: number) =>
    query((db) => db.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at + ${by}`))
  await move(-1)
  expect(await isMigrated()).toBe(false)
  await move(1)
  expect(await isMigrated()).toBe(true)
})

test('of five instances that migrate an empty database at once, one migrates and the others find it done [J5]', {
  tag: onPostgres,
}, async () => {
  const database = await freshPostgres()
  const instances = await Promise.all(Array.from({ length: 5 }, () => openPostgres(database.url)))
  const asked = instances[0]!.db.execute(sql`select * from drizzle.__drizzle_migrations`)
  expect(isWithoutMigrations(await asked.catch((error) => error))).toBe(true)
  const migrateAll = () => Promise.allSettled(instances.map((instance) => instance.migrate('db/migrations')))
  const refused = (await migrateAll()).filter((outcome) => outcome.status === 'rejected')
  for (const { reason } of refused) expect(String(reason)).toContain('another instance is migrating')
  expect(refused.length).toBeLessThan(5)
  for (const instance of instances) await instance.migrate('db/migrations')
  const applied = await instances[0]!.db.execute(sql`select * from drizzle.__drizzle_migrations`)
  expect(applied).toHaveLength(JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')).entries.length)
  await Promise.all(instances.map((instance) => instance.close()))
  await database.drop()
})
