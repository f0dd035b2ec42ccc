import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { openSourceTable } from '@/db/operator/source-table'
import { onPostgres } from '@/e2e/support/needs'
import { freshPostgres } from '@/e2e/support/servers/test-database'
import { aPerson } from '@/e2e/support/steps/person'
import { login } from '@/lib/sessions/login/login'
import { aCaller } from '@/test/accounts/callers'
import { accountsWith } from '@/test/accounts/imported-people'
import { rekey } from '@/test/command-line'
import { test as base, expect } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

type Origin = { url: string; sql: postgres.Sql; folder: string }

const test = base.extend<{ origin: Origin }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  origin: async ({}, use) => {
    const [database, folder] = [await freshPostgres(), mkdtempSync(path.join(tmpdir(), 'rekey-origin-'))]
    const sql = postgres(database.url, { max: 1, onnotice: () => {} })
    await use({ url: database.url, sql, folder })
    await sql.end()
    await database.drop()
    rmSync(folder, { recursive: true })
  },
})

/** The table of the original service, as created by SQLAlchemy. */
const TABLE = `create table users (id serial primary key, first_name varchar, last_name varchar, email varchar unique,
  phone_number bigint unique, password varchar, created_at timestamp without time zone)`

// Made by Passlib's CryptContext(schemes=['bcrypt']), with 4 instead of 12 rounds.
const passwords = [
  ['securepassword', '$2b$04$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq'],
  ['pässwörd €🔑', '$2b$04$bi3aI6gLhL2gBBWIAMGi1eOZfNJVzvejfdfXy4YeLWOgr8kXuVd8G'],
  [`${'b'.repeat(71)}é`, '$2b$04$5uxLXjBvzB4r4C3BQNXmRet9drBLqpJnWNi1EDzPNvMDBm0UHCUhy'],
] as const

test('imported people log in as before, also with emails that differ in case and numbers that lost their zeros', {
  tag: onPostgres,
}, async ({ origin: { url, sql, folder } }) => {
  await sql.unsafe(TABLE)
  const [vaish, ada, zero, late] = [aPerson(), aPerson(), aPerson(), aPerson()]
  const lost = `9${zero.phone_number.slice(2)}`
  const rows = [
    [vaish, passwords[0], vaish.phone_number, '2021-03-04 05:06:07.123456'],
    [{ ...ada, email: ada.email.replace('ada', 'Ada') }, passwords[1], ada.phone_number, '2021-03-04'],
    [ada, passwords[0], late.phone_number, '2022-03-04'],
    [zero, passwords[2], lost, null],
    [{ ...late, email: 'no address' }, passwords[0], '42', '2021-03-04'],
  ] as const
  for (const [{ first_name, last_name, email }, [, password], phone_number, created_at] of rows)
    await sql`insert into users ${sql({ first_name, last_name, email, phone_number, password, created_at } as object)}`

  const report = path.join(folder, 'report.jsonl')
  const told = ['import', url, '--pad-phone', '10', '--apply', '--report', report]
  const { code, out } = await rekey(told)
  expect([code, out]).toEqual([1, expect.stringContaining('5 rows: 3 imported, 0 imported before, 2 refused.')])
  const lines = readFileSync(report, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ id, problem, detail }) => [id, problem, detail])).toEqual([
    ['3', 'email-collision', 'row 2'],
    ['4', 'created-at-missing', undefined],
    ['4', 'phone-padded', '9 digits became 10'],
    ['5', 'email-invalid', undefined],
    ['5', 'phone-short', '2 digits'],
  ])
  const accounts = await accountsWith([vaish.email, ada.email.replace('ada', 'Ada'), zero.email])
  expect(accounts.map(({ createdAt }) => createdAt.getFullYear()).sort()).toEqual([
    2021,
    2021,
    new Date().getFullYear(),
  ])
  expect(accounts.map(({ phoneNumber }) => phoneNumber)).toContain(`0${lost}`)
  const logins = [vaish, ada, zero, ada].map(({ email }, index) => ({ email, password: passwords[index % 3]![0] }))
  const attempts = await withSettings({ PASSWORD_HASH: 'argon2id' }, () =>
    Promise.all(logins.map((input) => login(input, aCaller()))),
  )
  expect(attempts.map(({ ok }) => ok)).toEqual([true, true, true, false])
  expect((await rekey(told)).out).toContain('0 imported, 3 imported before, 2 refused')
})

test('any table or column name is quoted safely, and nothing is written to the source [B16]', {
  tag: onPostgres,
}, async ({ origin: { url, sql, folder } }) => {
  await sql.unsafe(
    `create schema "Old"; create table "Old"."we""ird; drop table users" ("E ""Mail" text, f text, l text, t text, p text)`,
  )
  const { email, phone_number } = aPerson()
  await sql.unsafe(
    `insert into "Old"."we""ird; drop table users" values ('${email}', 'Ada', 'Byron', '${phone_number}', '${passwords[0][1]}')`,
  )
  const map = 'email=E "Mail,first_name=f,last_name=l,phone_number=t,password_hash=p'
  const table = ['--table', 'Old.we"ird; drop table users', '--report', path.join(folder, 'report.jsonl')]
  const { code, out } = await rekey(['import', url, ...table, '--map', map])
  expect([code, out]).toEqual([0, expect.stringContaining('1 to import')])
  const opened = await openSourceTable(url, 'Old.we"ird; drop table users')
  const writing = opened
    .rows([['email', 'f) returning *; --']])
    [Symbol.asyncIterator]()
    .next()
  await expect(writing).rejects.toThrow('does not exist')
  await opened.close()
})

test('bytes, bits, JSON and numbers from PostgreSQL are read, but JSON is not accepted as a name', {
  tag: onPostgres,
}, async ({ origin: { url, sql, folder } }) => {
  await sql.unsafe(`create table users (id uuid, first_name text, last_name jsonb, email text, phone_number numeric,
    password bytea, created_at bigint, disabled bit(1), disabled_at jsonb, banned boolean)`)
  const { email, phone_number } = aPerson()
  await sql`insert into users values (gen_random_uuid(), 'Ada', '"Byron"', ${email}, ${`1${phone_number.slice(1)}`}::numeric,
    ${Buffer.from(passwords[0][1])}, 1614834367123, B'1', '{"$date":1577836800000}', false)`
  const told = ['import', url, '--report', path.join(folder, 'report.jsonl'), '--apply']
  expect(await rekey(told)).toMatchObject({ code: 2, err: expect.stringContaining('last_name contains JSON') })
  await sql`alter table users alter column last_name type text using last_name #>> '{}'`
  const { code, out, err } = await rekey(told)
  expect([code, out, err]).toEqual([
    0,
    expect.stringContaining('1 imported'),
    expect.stringContaining('banned: did you mean'),
  ])
  expect(await accountsWith([email])).toMatchObject([
    { passwordHash: passwords[0][1], createdAt: new Date(1614834367123), disabledAt: new Date(1577836800000) },
  ])
})

test('a missing table and a missing column are reported', { tag: onPostgres }, async ({
  origin: { url, sql, folder },
}) => {
  const report = ['--report', path.join(folder, 'report.jsonl')]
  expect(await rekey(['import', url, ...report])).toMatchObject({
    code: 3,
    err: expect.stringContaining('"users" does not exist'),
  })
  await sql`create table users (id int, email text)`
  const lacking = await rekey(['import', url, ...report])
  expect(lacking).toMatchObject({
    code: 2,
    err: expect.stringContaining('No column first_name, last_name, phone_number'),
  })
})

test('a source that is lost between two pages is not mistaken for the end of the table', { tag: onPostgres }, async ({
  origin: { url, sql },
}) => {
  await sql`create table users as select generate_series(1, 20000) as id`
  const source = await openSourceTable(url, 'users')
  const backend = sql`from pg_stat_activity where application_name = 'rekey import' and datname = current_database()`
  const isThere = async () => (await sql`select 1 ${backend}`).length > 0
  const read = async () => {
    for await (const _ of source.rows([['id', 'id']])) {
      await sql`select pg_terminate_backend(pid) ${backend}`
      while (await isThere());
      // By the answer to this, the driver has heard of the loss.
      await isThere()
    }
  }
  await expect(read()).rejects.toThrow(/after 2000 of 20000 rows|ECONNRESET|EPIPE|CONNECTION_CLOSED/)
  await source.close()
})

test('a table that cannot be read to its end is named', { tag: onPostgres }, async ({
  origin: { url, sql, folder },
}) => {
  await sql`create view people as select id, 'Ada' as first_name, 'Byron' as last_name, 'ada' || id || '@example.com' as email,
    null as phone_number, 1 / (5000 - id) as password from generate_series(1, 9000) as id`
  const { code, err } = await rekey(['import', url, '--table', 'people', '--report', path.join(folder, 'report.jsonl')])
  expect([code, err]).toEqual([3, expect.stringContaining('Cannot read the table people: division by zero')])
  expect(err).toContain('Stopped after')
})
