import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq, type SQL, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { freshPglite, freshPostgres, type TestDatabase } from '@/e2e/support/servers/test-database'
import { aPerson, type Person } from '@/e2e/support/steps/person'
import { readDevMailbox } from '@/emails/transport/dev-mailbox'
import { deliverEmail } from '@/lib/outbox/deliver-email'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { currentSession, currentUser } from '@/lib/sessions/current-user'
import { newSessionToken } from '@/lib/sessions/session-token'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { undoEmailChange } from './accounts/email/email-changes'
import { closeDatabase, connection, query } from './connection/client'
import { isMigrated, migrate } from './migrate'
import { claimDueEmails } from './outbox/outbox'
import { emails, emailUndos, registrations, sessions, users } from './schema'

let database: TestDatabase
// One database for all tests here, because opening another takes longer than to empty it. It stays open until it is closed.
test.beforeAll(async ({ environment: _ }, { project }) => {
  database = await (project.name === 'postgres' ? freshPostgres() : freshPglite())
  await closeDatabase()
  await withSettings({ DATABASE_URL: database.url }, connection)
})
test.afterAll(async () => {
  await closeDatabase()
  await database.drop()
})

/** Each test begins with a database of the first version. */
test.beforeEach(async () => {
  await run(sql`drop schema if exists drizzle cascade`)
  await run(sql`drop schema public cascade`)
  await run(sql`create schema public`)
  await migrateTo(1)
})

test('an account and its session survive the upgrade, with the password entered when the session began', async () => {
  const [userId, { token, tokenHash }] = [await insertUser(aPerson()), newSessionToken()]
  await run(sql`insert into sessions (id, token_hash, user_id, kind, created_at, expires_at)
    values (${uuidv7()}, ${tokenHash}, ${userId}, 'browser', now() - interval '1 day', now() + interval '29 days')`)
  expect(await isMigrated()).toBe(false)
  await migrate()
  expect(await isMigrated()).toBe(true)
  const [session] = await query((db) => db.select().from(sessions))
  expect(session?.confirmedAt).toEqual(new Date(0))
  const credential = { token, kind: 'browser' } as const
  expect(await currentUser(credential)).toMatchObject({ id: userId })
  expect(await currentSession(credential)).toMatchObject({ fresh: false })
  const [user] = await query((db) => db.select().from(users).where(eq(users.id, userId)))
  expect(user).toMatchObject({ deletionDueAt: null, resetsMutedUntil: null, devicesForgottenAt: null })
})

test('emails that the first version queued are sent, and a link that it had begun works', async () => {
  const [ada, grace] = [aPerson(), aPerson()]
  const [adaId, graceId] = [await insertUser(ada), await insertUser(grace)]
  const resetId = uuidv7()
  await run(sql`insert into password_resets (id, user_id, expires_at)
    values (${resetId}, ${adaId}, now() + interval '1 hour')`)
  await queue('welcome', ada.email, adaId, { first_name: 'Ada' })
  await queue('password-changed', ada.email, adaId, { first_name: 'Ada', ip: '203.0.113.9' })
  await queue('reset-password', ada.email, adaId, { ip: '203.0.113.9', reset_id: resetId })
  await queue('reset-password', grace.email, null, { ip: '203.0.113.9' })
  await migrate()
  for (const email of await claimDueEmails(10, 60)) await deliverEmail(email)
  const rows = await query((db) => db.select().from(emails))
  expect(rows.map(({ status, lastError }) => [status, lastError])).toEqual(rows.map(() => ['sent', null]))
  const sent = await mailsTo(ada)
  expect(Object.keys(sent).sort()).toEqual([
    'Reset your Rekey password',
    'Welcome to Rekey',
    'Your Rekey password was changed',
  ])
  for (const text of Object.values(sent)) expect(text).toContain('Hello Ada')
  expect(sent['Your Rekey password was changed']).toContain('http://localhost:3000/forgot-password')
  expect(await resetIn(sent)).toMatchObject({ state: 'good', id: resetId, user: { id: adaId } })
  expect(await resetIn(await mailsTo(grace))).toMatchObject({ state: 'good', user: { id: graceId } })
})

test('an email of each kind that the former version queued is sent, and none twice', async () => {
  await migrateTo(7)
  const ada = aPerson()
  const userId = await insertUser(ada)
  const queued = await queueEachKind(userId, ada)
  await migrate()
  for (const email of await claimDueEmails(50, 60)) await deliverEmail(email)
  expect(await claimDueEmails(50, 60)).toEqual([])
  const rows = await query((db) => db.select().from(emails))
  const unsent = rows.filter(({ status, lastError }) => status !== 'sent' || lastError)
  expect(unsent.map(({ kind, lastError }) => [kind, lastError])).toEqual([])
  expect((await readDevMailbox()).filter(({ to }) => to === ada.email)).toHaveLength(queued)
})

test('accounts and registrations of the former version keep their numbers, and from then on accounts can have none', async () => {
  await migrateTo(7)
  const [ada, grace] = [aPerson(), aPerson()]
  await insertUser(ada)
  await insertRegistration(uuidv7(), grace, uuidv7())
  await expect(insertUser({ ...aPerson(), phone_number: null })).rejects.toThrow()
  await migrate()
  const numbers = await query((db) => db.select({ phoneNumber: users.phoneNumber }).from(users))
  expect(numbers).toEqual([{ phoneNumber: ada.phone_number }])
  expect(await query((db) => db.select().from(registrations))).toMatchObject([{ phoneNumber: grace.phone_number }])
  for (let count = 0; count < 2; count++) await insertUser({ ...aPerson(), phone_number: null })
  await insertRegistration(uuidv7(), { ...aPerson(), phone_number: null }, uuidv7())
  // Instances of the former version still write rows beside the new ones.
  await insertUser(aPerson())
  await expect(insertUser({ ...aPerson(), phone_number: ada.phone_number })).rejects.toThrow()
  expect(await query((db) => db.$count(users))).toBe(4)
})

test('an email of a kind that only a later version knows waits for that version', async () => {
  await migrate()
  await queue('of-a-later-version', aPerson().email, null, {})
  for (const email of await claimDueEmails(10, 60)) expect(await deliverEmail(email)).toBe('postponed')
  const [email] = await query((db) => db.select().from(emails))
  expect(email).toMatchObject({ status: 'queued', lastError: expect.stringContaining('of-a-later-version') })
})

test('an email change that can be undone keeps the data of that time, except for data entered since', async () => {
  const people = [aPerson(), aPerson()]
  const ids = [await insertUser(people[0]!), await insertUser(people[1]!)]
  await migrateTo(6)
  for (const [index, userId] of ids.entries()) {
    const { email } = people[index]!
    await run(sql`insert into email_undos (id, user_id, email, email_canonical, reserved, created_at, expires_at)
      values (${uuidv7()}, ${userId}, ${email}, ${email}, true, now() - interval '1 day', now() + interval '6 days')`)
    const now = `now.${email}`
    await run(sql`update users set email = ${now}, email_canonical = ${now} where id = ${userId}`)
  }
  await run(sql`insert into events (id, user_id, type) values (${uuidv7()}, ${ids[1]}, 'phone-changed')`)
  await migrate()
  for (const { id } of await query((db) => db.select().from(emailUndos))) await undoEmailChange(id, {})
  const after = await query((db) => db.select().from(users).orderBy(users.id))
  expect(after).toMatchObject([
    { firstName: 'Ada', lastName: 'Byron', phoneNumber: people[0]!.phone_number },
    { firstName: 'Ada', lastName: 'Byron', phoneNumber: expect.stringMatching(/^000/) },
  ])
})

test('the indexes that the manual builds before an upgrade are those that the upgrade would build', async () => {
  await migrateTo(4)
  const former = await indexes()
  const [, manual = ''] =
    /```sql\n(create index concurrently.*?)```/s.exec(readFileSync('docs/operating.md', 'utf8')) ?? []
  for (const statement of manual.split(';\n').filter(Boolean)) await run(sql.raw(statement))
  const built = (await indexes()).filter(({ name }) => !former.some((each) => each.name === name))
  expect(built.length).toBeGreaterThan(0)
  await migrate()
  // These indexes are kept and not built a second time.
  expect(await indexes()).toEqual(expect.arrayContaining(built))

  const definitions = async () => (await indexes()).map(({ definition }) => definition)
  const kept = await definitions()
  for (const { name } of built) await run(sql.raw(`drop index "${name}"`))
  const statements = [4, 6].flatMap((version) => migration(version).split('--> statement-breakpoint'))
  const isManuals = (each: string) => /create index/i.test(each) && built.some(({ name }) => each.includes(`"${name}"`))
  for (const statement of statements.filter(isManuals)) await run(sql.raw(statement))
  expect(await definitions()).toEqual(kept)
  // The table of a dropped index is locked until the end of the transaction, so nothing slow may follow.
  for (const version of [4, 6]) expect(migration(version)).not.toMatch(/drop index.*create index/is)
  expect(migration(6)).not.toMatch(/alter table "users".*create index/is)
})

async function migrateTo(version: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-former-'))
  cpSync('db/migrations', folder, { recursive: true, filter: (each) => !each.endsWith('_snapshot.json') })
  const file = path.join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, version) }))
  await (await connection()).migrate(folder)
  rmSync(folder, { recursive: true })
}

function migration(version: number): string {
  const { entries } = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8'))
  return readFileSync(`db/migrations/${entries[version].tag}.sql`, 'utf8')
}

async function indexes(): Promise<{ name: string; id: number; definition: string }[]> {
  const name = sql<string>`indexrelid::regclass::text`
  const columns = { name, id: sql<number>`indexrelid::int`, definition: sql<string>`pg_get_indexdef(indexrelid)` }
  return query((db) => db.select(columns).from(sql`pg_index`).where(sql`indrelid > 16000`).orderBy(name))
}

// Written in SQL, because the tables in the code have more columns than those of the first version.
const run = (statement: SQL) => query((db) => db.execute(statement))

type Row = Pick<Person, 'email'> & { phone_number: string | null }

async function insertUser({ email, phone_number }: Row): Promise<string> {
  const id = uuidv7()
  await run(sql`insert into users (id, email, email_canonical, phone_number, first_name, last_name, password_hash)
    values (${id}, ${email}, ${email}, ${phone_number}, 'Ada', 'Byron', 'hash')`)
  return id
}

async function insertRegistration(id: string, { email, phone_number }: Row, emailId: string): Promise<void> {
  await run(sql`insert into registrations
    (id, email, email_canonical, phone_number, first_name, last_name, password_hash, email_id, expires_at)
    values (${id}, ${email}, ${email}, ${phone_number}, 'Ada', 'Byron', 'hash', ${emailId}, now() + interval '1 hour')`)
}

async function queue(kind: string, recipient: string, userId: string | null, data: object, id = uuidv7()) {
  await run(sql`insert into emails (id, kind, user_id, recipient, data)
    values (${id}, ${kind}, ${userId}, ${recipient}, ${JSON.stringify(data)}::jsonb)`)
}

/** Queues an email of each kind to the account, with the rows that it names; returns how many. */
async function queueEachKind(userId: string, { email }: Person): Promise<number> {
  const [verification, change, contest, registration, registrationEmail] = Array.from({ length: 5 }, () => uuidv7())
  const inAnHour = sql`now() + interval '1 hour'`
  const another = aPerson()
  await run(
    sql`insert into email_verifications (id, user_id, expires_at) values (${verification}, ${userId}, ${inAnHour})`,
  )
  await run(sql`insert into email_changes (id, user_id, email, expires_at)
    values (${change}, ${userId}, ${another.email}, ${inAnHour})`)
  await run(sql`insert into email_contests (id, user_id, email, email_canonical, expires_at)
    values (${contest}, ${userId}, ${email}, ${email}, ${inAnHour})`)
  await insertRegistration(registration!, another, registrationEmail!)
  const toAccount = {
    welcome: {},
    'verify-email': { verification_id: verification },
    'address-taken': { cause: 'registration' },
    'reset-password': { ip: '203.0.113.9' },
    'password-changed': { by: 'change' },
    'email-change-asked': { new_email: another.email },
    'email-changed': { new_email: another.email },
    'account-taken-back': { email_contest_id: contest },
    'account-contested': {},
    'contest-settled': { outcome: 'won' },
    'new-device': {},
    'phone-changed': {},
    'deletion-asked': { due_at: new Date().toISOString() },
  }
  for (const [kind, data] of Object.entries(toAccount)) await queue(kind, email, userId, data)
  await queue('account-deleted', email, null, {})
  await queue('confirm-email', another.email, userId, { email_change_id: change })
  const data = { registration_id: registration }
  await queue('confirm-registration', another.email, null, data, registrationEmail)
  return Object.keys(toAccount).length + 1
}

async function mailsTo({ email }: Person): Promise<Record<string, string>> {
  const emails = (await readDevMailbox()).filter(({ to }) => to === email)
  return Object.fromEntries(emails.map(({ subject, text }) => [subject, text]))
}

function resetIn(emails: Record<string, string>) {
  const [, token = ''] = /reset-password\?token=([\w.-]+)/.exec(emails['Reset your Rekey password'] ?? '') ?? []
  return readResetLink(token)
}
