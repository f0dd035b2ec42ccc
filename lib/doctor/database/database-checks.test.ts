import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import postgres from 'postgres'
import { closeDatabase, query } from '@/db/connection/client'
import { authenticatorApps, passkeys, recoveryCodes, setAsideFactors } from '@/db/factors/tables'
import { migrate } from '@/db/migrate'
import { examineDatabase } from '@/db/operator/facts/database-facts'
import { examinePostgres } from '@/db/operator/facts/postgres-facts'
import { emails, users } from '@/db/schema'
import { missing, onPglite, onPostgres } from '@/e2e/support/needs'
import { databaseWithRoles } from '@/e2e/support/servers/database-roles'
import { freePort } from '@/e2e/support/servers/free-port'
import { postgresProgram } from '@/e2e/support/servers/installed-postgres'
import { freshDatabase } from '@/e2e/support/servers/test-database'
import { config } from '@/lib/config'
import { someone } from '@/test/accounts/someone'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { withoutStaff } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { database } from './database-checks'
import { judgeServer } from './database-server'
import { judgePhoneNumbers } from './phone-numbers'
import { judgeStuckEmails } from './stuck-emails'

test('an embedded database in production is a warning', { tag: onPglite }, async () => {
  // What other tests have left would be reported as problems: emails in the outbox, apps that a lost secret has sealed,
  // passkeys of another domain, two-step login without recovery codes, accounts where everything is suspended, and accounts
  // without a required number.
  const left = [emails, authenticatorApps, passkeys, recoveryCodes, setAsideFactors]
  for (const table of left) await query((db) => db.delete(table))
  const look = (settings: Record<string, string>) =>
    database({
      ...doctorContext({ DATABASE_URL: config().DATABASE_URL, PHONE_NUMBER: 'optional', ...settings }),
      database: () => query(examineDatabase),
    })
  expect(findingsBeyondFine(await look({}))).toEqual([])
  const production = { NODE_ENV: 'production', SMTP_URL: 'smtp://localhost', MAIL_FROM: 'a@rekey.dev' }
  expect(findingsBeyondFine(await look(production))).toEqual(['warning database.embedded'])
})

test('the doctor does not create a missing embedded database', async () => {
  const url = `pglite:${test.info().outputPath('none')}`
  expect(findingsBeyondFine(await database(doctorContext({ DATABASE_URL: url })))).toEqual(['hint database'])
  expect(existsSync(test.info().outputPath('none'))).toBe(false)
})

test('a database with the two roles of db/roles.sql passes, and one without their rights does not [N14]', {
  tag: onPostgres,
}, async () => {
  test.skip(!postgresProgram('psql'), missing.psql.reason)
  const roles = await databaseWithRoles()
  roles.runScript()
  const both = { DATABASE_URL: roles.appUrl, MIGRATE_DATABASE_URL: roles.ownerUrl }
  expect(findingsBeyondFine(await ask(both))).toEqual(['warning database.migrations'])
  await migrated(both)
  expect(findingsBeyondFine(await ask(both))).toEqual([])

  await say(roles.adminUrl, `grant update on operator_acts to ${roles.names.app}`)
  expect(findingsBeyondFine(await ask(both))).toEqual(['warning database.role'])
  roles.runScript()
  expect(findingsBeyondFine(await ask(both))).toEqual([])
  await say(roles.adminUrl, `revoke update on users from ${roles.names.app}`)
  expect(findingsBeyondFine(await ask(both))).toEqual(['fault database.role'])
  expect(findingsBeyondFine(await ask({ ...both, DATABASE_URL: roles.ownerUrl }))).toEqual(['warning database.role'])
  const crossed = { DATABASE_URL: roles.ownerUrl, MIGRATE_DATABASE_URL: config().DATABASE_URL }
  expect(findingsBeyondFine(await ask(crossed))).toEqual(['warning database.role', 'fault database.owner'])
  await roles.drop()
})

test('missing migrations and migrations of a newer version are reported differently', { tag: onPostgres }, async () => {
  const { url, drop } = await freshDatabase({ migrated: true })
  const superuser = 'warning database.role'
  await say(url, 'insert into drizzle.__drizzle_migrations (hash, created_at) values ($$x$$, 4102444800000)')
  expect(findingsBeyondFine(await ask({ DATABASE_URL: url }))).toEqual([superuser, 'warning database.migrations'])
  await say(url, 'delete from drizzle.__drizzle_migrations where id > 2')
  const found = await ask({ DATABASE_URL: url })
  expect(findingsBeyondFine(found)).toEqual([superuser, 'fault database.migrations'])
  expect(found.find(({ level }) => level === 'fault')?.says).toMatch(/Missing migrations: 0002_/)
  await drop()
})

test('a read-only database is a problem', { tag: onPostgres }, async () => {
  const { url, drop } = await freshDatabase({ migrated: true })
  await say(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
  expect(findingsBeyondFine(await ask({ DATABASE_URL: url }))).toContain('fault database.writable')
  await drop()
})

test('an unavailable database is reported with its fix and without its password', async () => {
  const port = await freePort()
  // Refuses a password as PostgreSQL does, because the test servers accept every client.
  const refusing = createServer((socket) =>
    socket.once('data', () => socket.end(refusalOf('28P01', 'password authentication failed for user "app"'))),
  ).listen(port, '127.0.0.1')
  const closed = await freePort()
  const cases = [
    [`postgres://app:pass-of-db@127.0.0.1:${port}/rekey`, /refuses the password of app/, /\\password app/],
    [`postgres://app:pass-of-db@127.0.0.1:${closed}/rekey`, /does not listen at 127\.0\.0\.1:/, /systemctl start/],
    ['postgres://app:pass-of-db@rekey.invalid/rekey', /rekey\.invalid cannot be found/, /host in DATABASE_URL/],
  ] as const
  for (const [url, says, mend] of cases) {
    const [found, ...more] = await ask({ DATABASE_URL: url })
    expect(found).toMatchObject({
      level: 'fault',
      says: expect.stringMatching(says),
      mend: expect.stringMatching(mend),
    })
    expect([more, JSON.stringify(found).includes('pass-of-db')]).toEqual([[], false])
  }
  refusing.close()
})

test('a missing database is reported with the command that creates it', { tag: onPostgres }, async () => {
  const url = new URL(config().DATABASE_URL)
  url.pathname = '/nowhere'
  const [found] = await ask({ DATABASE_URL: url.href })
  expect(found).toMatchObject({ level: 'fault', mend: expect.stringContaining('createdb nowhere') })
})

test('an unsuitable database server is reported', { tag: onPostgres }, async () => {
  const { url, drop } = await freshDatabase()
  const facts = await examinePostgres(url)
  await drop()
  const judge = (change: Partial<typeof facts.server>, of = url, more = {}) =>
    findingsBeyondFine(
      judgeServer({ ...facts, server: { ...facts.server, ...change }, ...more }, { DATABASE_POOL_SIZE: 10 }, of),
    )
  expect(judge({})).toEqual([])
  expect(judge({ versionNumber: 120_022 })).toEqual(['fault database'])
  expect(judge({ versionNumber: 140_000 })).toEqual(['hint database'])
  expect(judge({ replica: true, readOnly: true })).toEqual(['fault database.writable'])
  expect(judge({}, 'postgres://app@localhost,db.rekey.dev:5433/rekey')).toEqual(['warning database.tls'])
  expect(judge({ replicas: 1 })).toEqual(['hint database.standby'])
  expect(judge({ replicas: 1, waitsFor: '*' })).toEqual([])
  expect(judge({ replicas: 0, waitsFor: '*' })).toEqual(['fault database.standby'])
  expect(judge({}, url, { silent: ['two:5432'], standbys: ['three:5432'] })).toEqual(['warning database.standby'])
  expect(judge({ encoding: 'SQL_ASCII' })).toEqual(['fault database.encoding'])
  expect(judge({ maxConnections: 15 })).toEqual(['fault database.connections'])
  expect(judge({}, 'postgres://app@db.rekey.dev/rekey')).toEqual(['warning database.tls'])
  expect(judge({ encrypted: true }, 'postgres://app@db.rekey.dev/rekey')).toEqual([])
  expect(judge({}, url, { pooled: true })).toEqual(['hint database.pooler'])
})

test('failed and long-waiting emails are reported with the reason', async () => {
  const outbox = { queued: 3, retried: 0, oldestSeconds: 20, failedLately: 0, bouncedLately: 0 }
  expect(findingsBeyondFine(judgeStuckEmails(outbox))).toEqual([])
  expect(judgeStuckEmails({ ...outbox, oldestSeconds: 7_200, lastFault: 'SMTP: EAUTH 535' })).toMatchObject([
    { level: 'warning', says: expect.stringMatching(/120 minutes.*SMTP: EAUTH 535/) },
  ])
  expect(judgeStuckEmails({ ...outbox, retried: 2, lastFault: 'SMTP: ECONNREFUSED' })).toMatchObject([
    { level: 'hint', says: '2 emails could not be sent yet, and are tried again. Last error: SMTP: ECONNREFUSED.' },
  ])
  expect(findingsBeyondFine(judgeStuckEmails({ ...outbox, failedLately: 2 }))).toEqual(['warning outbox.failed'])
  expect(findingsBeyondFine(judgeStuckEmails({ ...outbox, bouncedLately: 1 }))).toEqual(['hint outbox.bounced'])
  const { outbox: asked } = await query(examineDatabase)
  // Other tests leave emails in this database.
  const some = expect.any(Number)
  expect(asked).toMatchObject({
    queued: some,
    retried: some,
    oldestSeconds: some,
    failedLately: some,
    bouncedLately: some,
  })
})

test('accounts without a required phone number, and phone numbers that are off, are hints', () => {
  const says = (PHONE_NUMBER: string, facts: { missing: number; stored: boolean }) =>
    judgePhoneNumbers(facts, doctorContext({ PHONE_NUMBER })).map(({ level, says }) => `${level}: ${says}`)
  expect(says('required', { missing: 0, stored: true })).toEqual([])
  expect(says('required', { missing: 1, stored: true })[0]).toContain(
    'hint: PHONE_NUMBER is required, and 1 account has no',
  )
  expect(says('optional', { missing: 1, stored: true })).toEqual([])
  expect(says('off', { missing: 1, stored: false })).toEqual([])
  expect(says('off', { missing: 1, stored: true })[0]).toContain('hint: PHONE_NUMBER is off, and the database still')
})

test('the doctor counts the accounts without a phone number', async () => {
  await withoutStaff()
  await query((db) => db.delete(users))
  const facts = async () => (await query(examineDatabase)).phoneNumbers
  expect(await facts()).toEqual({ missing: 0, stored: false })
  for (let count = 0; count < 2; count++) await someone({ phoneNumber: null, passwordHash: 'none' })
  expect(await facts()).toEqual({ missing: 2, stored: false })
  await someone({ passwordHash: 'none' })
  expect(await facts()).toEqual({ missing: 2, stored: true })
})

function ask(settings: Record<string, string>) {
  return Promise.resolve(
    database({ ...doctorContext(settings), database: () => examinePostgres(settings.DATABASE_URL!) }),
  )
}

async function migrated(settings: Record<string, string>) {
  await closeDatabase()
  await withSettings(settings, migrate)
  await closeDatabase()
}

async function say(url: string, statement: string) {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  await client.unsafe(statement)
  await client.end()
}

/** An ErrorResponse of PostgreSQL's protocol. */
function refusalOf(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}
