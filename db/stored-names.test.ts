import { eq, type SQL, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { login } from '@/lib/sessions/login/login'
import { emailsOf, eventsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { everyNotice } from '@/test/emails/every-notice'
import { expect, test } from '@/test/unit'
import { query } from './connection/client'
import { findEmails } from './operator/email-log'
import { countQueuedEmails } from './operator/facts/outbox-counts'
import { queueEmailTaken } from './outbox/outbox'
import { emailKinds, emails, events, eventTypes } from './schema'

// Copied from the former version, so that a change to the tables of names cannot change both sides.
const formerEventTypes = [
  ...['registered', 'logged-in', 'logged-out', 'sessions-revoked', 'password-reset-requested', 'reset-declined'],
  ...['password-reset', 'password-changed', 'email-verified', 'email-change-asked', 'email-changed'],
  ...['email-unreachable', 'email-complained', 'email-restored', 'contested', 'contest-settled', 'name-changed'],
  ...['phone-changed', 'not-me', 'deletion-asked', 'deletion-cancelled', 'created-by-operator', 'reset-link-made'],
  ...['address-tried', 'disabled', 'enabled', 'logged-out-by-operator', 'data-exported', 'imported', 'exported'],
]
/** Types that the former version does not know. It shows such an event by its type and never counts it. */
const addedEventTypes = [
  ...['email-changed-by-operator', 'email-verified-by-operator', 'attempts-cleared-by-operator'],
  ...['password-reset-emailed-by-operator', 'verification-emailed-by-operator'],
  ...['account-deletion-scheduled-by-operator', 'account-deletion-canceled-by-operator'],
  ...['app-logged-in', 'app-allowed', 'app-denied', 'app-removed'],
  ...['app-logout-told', 'app-logout-refused', 'app-logout-failed'],
  ...['two-step-on', 'two-step-off', 'authenticator-app-replaced', 'recovery-codes-made', 'recovery-code-used'],
  ...['second-step-failed', 'factors-reset', 'authenticator-app-removed', 'passkey-added', 'passkey-removed'],
  ...['browser-trusted', 'browsers-forgotten', 'recovery-codes-removed', 'two-step-restored'],
  ...['authenticator-app-suspended', 'recovery-codes-suspended', 'passkey-suspended'],
  ...['authenticator-app-restored', 'recovery-codes-restored', 'passkey-restored'],
  ...['authenticator-app-kept', 'recovery-codes-kept', 'passkey-kept', 'console-entered'],
]
const formerEmailKinds = [
  ...['welcome', 'verify-email', 'confirm-registration', 'address-taken', 'reset-password', 'password-changed'],
  ...['email-change-asked', 'confirm-email', 'email-changed', 'account-taken-back', 'account-contested'],
  ...['contest-settled', 'new-device', 'phone-changed', 'deletion-asked', 'account-deleted'],
]
/** Kinds that the former version does not know. It leaves such an email for an instance of this version. */
const addedEmailKinds = ['second-factor-changed', 'recovery-code-used', 'second-step-failed', 'changed-by-operator']

test('events of the former version are read under their current names', async () => {
  const { id } = await someone()
  await query((db) => db.delete(events).where(eq(events.userId, id)))
  for (const type of formerEventTypes) await insertEvent(id, type)
  expect([...(await eventsOf({ id })), ...addedEventTypes].sort()).toEqual([...eventTypes].sort())
})

test('emails of the former version are read under their current names', async () => {
  const { id } = await someone()
  await query((db) => db.delete(emails).where(eq(emails.userId, id)))
  for (const kind of formerEmailKinds) await insertEmail(id, kind)
  const rows = await query((db) => db.select().from(emails).where(eq(emails.userId, id)))
  expect([...rows.map(({ kind }) => kind), ...addedEmailKinds].sort()).toEqual([...emailKinds].sort())
})

test('everything is stored under a name that the former version knows, because both may run at the same time', async () => {
  const { id } = await someone()
  await query(async (db) => {
    await db.insert(events).values(eventTypes.map((type) => ({ userId: id, type })))
    await db.insert(emails).values(emailKinds.map((kind) => ({ userId: id, kind, recipient: 'a@example.com' })))
  })
  const types = await storedNames(sql`select distinct type as name from events where user_id = ${id}`)
  expect(types).toEqual([...formerEventTypes, ...addedEventTypes].sort())
  const kinds = await storedNames(sql`select distinct kind as name from emails where user_id = ${id}`)
  expect(kinds).toEqual([...formerEmailKinds, ...addedEmailKinds].sort())
})

test('the statement of a usual login stores the former name, too', async () => {
  const user = await someone({ passwordHash: 'old' })
  await loggedIn(user)
  expect(await storedNames(sql`select type as name from events where user_id = ${user.id}`)).toContain('logged-in')
})

test('an API client that logged in through the former version is recognized', async () => {
  const user = await someone({ verified: true })
  const caller = aCaller()
  await run(sql`insert into events (id, user_id, type, details, ip, user_agent)
    values (${uuidv7()}, ${user.id}, 'logged-in', '{"kind":"api"}', ${caller.ip}, ${caller.userAgent})`)
  expect(await login({ email: user.email, password: user.password }, caller)).toMatchObject({ ok: true })
  expect(await emailsOf(user, 'new-device')).toEqual([])
})

test('an owner who was told by the former version that the email is taken is not told again within the hour', async () => {
  const user = await someone()
  await insertEmail(user.id, 'address-taken')
  await queueEmailTaken(user, { cause: 'registration' })
  expect(await emailsOf(user, 'email-taken')).toHaveLength(1)
})

test('a notice that the former version queued also covers new events', async () => {
  const user = await someone({ verified: true })
  await insertEmail(user.id, 'deletion-asked', user.email)
  await everyNotice['account-deletion-requested'](user)
  expect(await emailsOf(user, 'account-deletion-requested')).toMatchObject([{ data: { gathered: { count: 2 } } }])
})

test('emails of the former version are found and counted by their current kind', async () => {
  await query((db) => db.delete(emails))
  const { id } = await someone()
  await insertEmail(id, 'email-change-asked')
  expect(await findEmails({ kind: 'email-change-requested', limit: 10 })).toMatchObject([{ userId: id }])
  expect((await countQueuedEmails(10)).map(({ kind }) => kind).sort()).toEqual(['email-change-requested', 'welcome'])
})

const run = (statement: SQL) => query((db) => db.execute(statement))

// Written in SQL, as the former version stored them.
async function insertEvent(userId: string, type: string): Promise<void> {
  await run(sql`insert into events (id, user_id, type) values (${uuidv7()}, ${userId}, ${type})`)
}

async function insertEmail(userId: string, kind: string, recipient = 'a@example.com'): Promise<void> {
  await run(
    sql`insert into emails (id, kind, user_id, recipient) values (${uuidv7()}, ${kind}, ${userId}, ${recipient})`,
  )
}

async function storedNames(statement: SQL): Promise<string[]> {
  const name = sql<string>`name`
  const rows = await query((db) => db.select({ name }).from(sql`(${statement}) as stored`))
  return rows.map((row) => row.name).sort()
}
