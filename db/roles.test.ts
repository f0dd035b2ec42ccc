import postgres from 'postgres'
import { missing, onPostgres } from '@/e2e/support/needs'
import { databaseWithRoles } from '@/e2e/support/servers/database-roles'
import { postgresProgram } from '@/e2e/support/servers/installed-postgres'
import { test as base, expect } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { closeDatabase, query } from './connection/client'
import { isMigrated, migrate } from './migrate'
import { operatorActs } from './operator/tables'
import { users } from './schema'

type Roles = Awaited<ReturnType<typeof databaseWithRoles>>

/** A migrated database with both roles, and a connection as the app. */
const test = base.extend<{ roles: Roles; app: postgres.Sql }>({
  roles: async ({ environment: _ }, use) => {
    base.skip(!postgresProgram('psql'), missing.psql.reason)
    const roles = await databaseWithRoles()
    await closeDatabase()
    await use(roles)
    await closeDatabase()
    await roles.drop()
  },
  app: async ({ roles }, use) => {
    roles.runScript()
    await migrateAs(roles)
    await as(roles.appUrl, use)
  },
})

const forbidden = [
  'create table mine (id int)',
  'create temporary table mine (id int)',
  'create schema mine',
  'create function mine() returns int language sql as $$ select 1 $$',
  'alter table users add column role text',
  'alter table users disable row level security',
  'create index mine on users (email)',
  'create trigger mine before update on users for each row execute function suppress_redundant_updates_trigger()',
  'drop table sessions',
  'drop schema public cascade',
  'truncate events',
  "update operator_acts set operator = 'another'",
  'delete from operator_acts',
  'truncate operator_acts',
  'alter table operator_acts disable trigger all',
  'alter table users owner to current_user',
  'update drizzle.__drizzle_migrations set created_at = 0',
  'delete from drizzle.__drizzle_migrations',
  'create table drizzle.mine (id int)',
  'create role mine',
  "copy users to '/tmp/mine'",
  "copy users to program 'true'",
  'set session authorization postgres',
]
test("the database refuses what the app's role must not do [G5, N14]", { tag: onPostgres }, async ({ app }) => {
  for (const statement of forbidden) {
    const refusal = await app.unsafe(statement).catch((error) => error)
    expect(refusal, statement).toMatchObject({ severity: 'ERROR' })
    expect(refusal.code, statement).toMatch(/^(42501|22023)$/)
  }
})

test("the app's role has no other rights: it is not a superuser, a member of another role or an owner [G5]", {
  tag: onPostgres,
}, async ({ roles, app }) => {
  const [role] = await app`
    select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
      (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships,
      (select count(*)::int from pg_shdepend where refobjid = pg_roles.oid and deptype = 'o') as owned
    from pg_roles where rolname = current_user`
  expect(Object.values(role!).filter(Boolean)).toEqual([])
  const refusal = await app.unsafe(`set role ${roles.names.owner}`).catch((error) => error)
  expect(refusal).toMatchObject({ code: '42501' })
})

test('the app reads and writes every table, including those of later migrations [G5]', { tag: onPostgres }, async ({
  roles,
  app,
}) => {
  await as(roles.ownerUrl, (owner) => owner`create table later (id serial primary key, word text)`)
  const tables = await app`select tablename from pg_tables where schemaname = 'public'`
  expect(tables.length).toBeGreaterThan(8)
  for (const { tablename } of tables) {
    const needed = tablename === 'operator_acts' ? ['select', 'insert'] : ['select', 'insert', 'update', 'delete']
    const [rights] = await app`
      select ${app.unsafe(needed.map((right) => `has_table_privilege('public.${tablename}', '${right}')`).join(' and '))} as all`
    expect([tablename, rights!.all]).toEqual([tablename, true])
  }
  await app`insert into later (word) values ('one')`
  await app`update later set word = 'two'`
  expect(await app`delete from later returning word`).toMatchObject([{ word: 'two' }])
})

test('no other role can connect [G5]', { tag: onPostgres }, async ({ roles, app }) => {
  const stranger = `stranger_${roles.names.app}`
  await as(roles.adminUrl, async (admin) => {
    await admin.unsafe(`create role ${stranger} login`)
    const url = new URL(roles.appUrl)
    url.username = stranger
    await expect(as(url.href, (client) => client`select 1`)).rejects.toThrow(/permission denied for database/)
    await admin.unsafe(`drop role ${stranger}`)
  })
  expect(await app`select has_database_privilege(current_database(), 'connect') as mine`).toMatchObject([
    { mine: true },
  ])
})

test('a database that one role has owned so far is handed over, and the script can run again [G5, N14]', {
  tag: onPostgres,
}, async ({ roles }) => {
  await withSettings({ DATABASE_URL: roles.adminUrl }, async () => {
    await migrate()
    await closeDatabase()
  })
  roles.runScript()
  roles.runScript()
  await withSettings({ DATABASE_URL: roles.appUrl }, async () => {
    expect(await isMigrated()).toBe(true)
    expect(await query((db) => db.select().from(users))).toEqual([])
    await expect(query((db) => db.delete(operatorActs))).rejects.toThrow('permission denied')
    await closeDatabase()
  })
  const owners = await as(
    roles.ownerUrl,
    (owner) => owner`
    select distinct tableowner from pg_tables where schemaname in ('public', 'drizzle')`,
  )
  expect(owners).toMatchObject([{ tableowner: roles.names.owner }])
})

test('a role with more rights than the script grants is refused [G5]', { tag: onPostgres }, async ({ roles }) => {
  await as(roles.adminUrl, (admin) => admin.unsafe(`create role ${roles.names.app} superuser`))
  expect(() => roles.runScript()).toThrow(/app_.* already has more rights than this script grants/)
})

test('an app without the right to migrate says so, and starts once the owner has migrated [G5, J5]', {
  tag: onPostgres,
}, async ({ roles }) => {
  roles.runScript()
  const alone = { DATABASE_URL: roles.appUrl, MIGRATE_DATABASE_URL: '' }
  const refusal = await withSettings(alone, () => migrate().catch((error) => error))
  expect(refusal).toMatchObject({ code: '42501', message: expect.stringContaining('set MIGRATE_DATABASE_URL') })
  await closeDatabase()
  await migrateAs(roles)
  await withSettings(alone, async () => {
    await migrate()
    expect(await isMigrated()).toBe(true)
    await closeDatabase()
  })
})

test('an owner of a different database is detected', { tag: onPostgres }, async ({ roles, environment: _ }) => {
  roles.runScript()
  const elsewhere = await databaseWithRoles()
  elsewhere.runScript()
  const settings = { DATABASE_URL: roles.appUrl, MIGRATE_DATABASE_URL: elsewhere.ownerUrl }
  const refusal = await withSettings(settings, () => migrate().catch((error) => error))
  expect(String(refusal)).toContain('check that MIGRATE_DATABASE_URL is the same database')
  await closeDatabase()
  await elsewhere.drop()
})

function migrateAs({ appUrl, ownerUrl }: Roles): Promise<void> {
  return withSettings({ DATABASE_URL: appUrl, MIGRATE_DATABASE_URL: ownerUrl }, async () => {
    await migrate()
    await closeDatabase()
  })
}

async function as<T>(url: string, work: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, prepare: false, onnotice: () => {} })
  try {
    return await work(client)
  } finally {
    await client.end({ timeout: 5 })
  }
}
