import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { contestAccount } from '@/db/accounts/email/contests'
import { query } from '@/db/connection/client'
import { addImportedUsers } from '@/db/operator/imported-users'
import { events, users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { login } from '@/lib/sessions/login/login'
import { changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { accountsWith, accountWith, aStranger, bring, bringRows, HASH, PASSWORD } from '@/test/accounts/imported-people'
import { someone } from '@/test/accounts/someone'
import { aLink } from '@/test/links/a-link'
import { moved, takenBack } from '@/test/links/requested-change'
import { anAct } from '@/test/operator/an-act'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import type { SourceRow } from './fields'
import { jsonLines } from './source/json-lines'

const tryLogin = async (email: string, password = PASSWORD) =>
  (await withSettings({ PASSWORD_HASH: 'argon2id' }, () => login({ email, password }, aCaller()))).ok

test('a dry run writes nothing and reports what the import will do', async () => {
  const people = [aStranger(), aStranger({ email: 'no address' })]
  const before = await counts()
  const dry = await bring(people, { apply: false })
  expect(await counts()).toEqual(before)
  expect(dry).toMatchObject({ read: 2, imported: 1, refused: 1, told: ['2 email-invalid'] })
  expect(await bring(people)).toEqual(dry)
  expect(await counts()).toEqual({ users: before.users + 1, events: before.events + 1 })
})

test('imported people log in as before, and their password is rehashed [B17]', async () => {
  const django = 'pbkdf2_sha256$1000$CgLeeDdGIe7PiZVLjsFZl3$WQW7RKozENK2E1i3pSL3ZN0LhI3CWMEKwIVou8CbVNs='
  const hashed = 'bcrypt_sha256$$2b$04$iMktFhKjLHEin2OSwJ8MfujW8mSWNmpHQKAknMP6E5zpZXmLSOkyu'
  const passlib = '$pbkdf2-sha256$1000$U8rZe..9d25NSQkBQGhtjQ$/SJqab7kgDsGbDAK008VhtzMCR7uyoWZaNTOnyfxI0M'
  for (const password_hash of [HASH, django, hashed, passlib]) {
    const { email } = (await bringOne({ password_hash })) as { email: string }
    expect((await accountWith(email))?.passwordHash).toBe(password_hash)
    expect(await tryLogin(email, 'another password')).toBe(false)
    expect(await tryLogin(email.toUpperCase())).toBe(true)
    expect((await accountWith(email))?.passwordHash).toMatch(/^\$argon2id\$/)
    expect(await tryLogin(email)).toBe(true)
  }
})

test('imported people get no email, and an email is verified only if the source says so', async () => {
  const [plain, proven] = [aStranger(), aStranger({ id: '2', email_verified: 'true' })]
  await bring([plain, proven])
  const rows = await rowsOf((await accountWith(plain.email))!)
  expect(rows).toMatchObject({ mails: [], events: [], sessions: [], user: { emailVerifiedAt: null, disabledAt: null } })
  expect(rows.user?.createdAt).toEqual(new Date('2021-03-04T05:06:07.123Z'))
  expect((await accountWith(proven.email))?.emailVerifiedAt).toEqual(rows.user?.createdAt)
})

test('a second run changes nothing, whatever the imported people did since', async () => {
  const people = [aStranger(), aStranger({ id: '2' }), aStranger({ id: '', created_at: '' })]
  expect(await bring(people)).toMatchObject({ imported: 3, already: 0 })
  const [first] = people
  expect(await tryLogin(first!.email)).toBe(true)
  const moved = await accountWith(people[1]!.email)
  const { email, phone_number: phoneNumber } = aPerson()
  await changeAccount(moved!, { email, emailCanonical: email, phoneNumber })
  const before = await accountsWith([first!.email, email, people[2]!.email])
  expect(await bring(people)).toMatchObject({ imported: 0, already: 3, refused: 0, lines: [] })
  expect(await accountsWith([first!.email, email, people[2]!.email])).toEqual(before)
})

test('of two rows whose emails differ only in case the first is imported and the other reported [A4]', async () => {
  const ada = aStranger({ phone_number: '123' })
  const second = aStranger({ id: '2', email: ada.email.toUpperCase() })
  const third = aStranger({ id: '3', email: ada.email.replace('ada', 'Ada') })
  const refused = ['1 phone-short', '2 email-collision', '3 email-collision']
  expect(await bring([ada, second, third])).toMatchObject({ imported: 0, told: refused })
  const mended = { ...ada, phone_number: second.phone_number }
  const both = await bring([mended, second, third])
  expect(both.told).toEqual(['2 email-collision', '2 phone-collision', '3 email-collision'])
  expect(both.lines[0]).toMatchObject({ row: 2, id: '2', email: second.email, action: 'refused', detail: 'row 1' })
  expect((await accountWith(ada.email))?.emailCanonical).toBe(canonicalEmail(ada.email))
})

test('an account that was registered here is not changed by an import [A3, A14]', async () => {
  const [owner, other] = [await someone(), await someone()]
  const before = await accountsWith([owner.email, other.email])
  const people = [
    aStranger({ email: owner.email.toUpperCase() }),
    aStranger({ id: '2', phone_number: other.phoneNumber }),
    aStranger({
      id: '3',
      email: owner.email.toUpperCase().replace('EXAMPLE', 'example2'),
      phone_number: owner.phoneNumber,
    }),
  ]
  expect((await bring(people)).told).toEqual(['1 email-taken', '2 phone-taken', '3 phone-taken'])
  expect(await accountsWith([owner.email, other.email])).toEqual(before)
})

test('an email that an account can still return to is reserved for it', async () => {
  const owner = await someone()
  await aLink('undo-email', owner)
  const { email } = (await rowsOf(owner)).undos[0]!
  expect((await bring([aStranger({ email })])).told).toEqual(['1 email-reserved'])
})

test('a contest reserves an unverified email only against other unverified owners', async () => {
  const owner = await someone()
  const { contest } = await takenBack(await moved((await moved(owner)).user))
  await contestAccount(contest.id, {})
  const { email } = owner
  expect((await bring([aStranger({ email })])).told).toEqual(['1 email-reserved'])
  expect(await bring([aStranger({ email, email_verified: 'true' })])).toMatchObject({ imported: 1 })
})

test('a person who registers during the import keeps out only the same row', async () => {
  const taken = await someone()
  const rows = [1, 2, 3].map(() => asImported())
  const added = await addImportedUsers([rows[0]!, { ...rows[1]!, phoneNumber: taken.phoneNumber }, rows[2]!])
  expect(added).toEqual(new Set([rows[0]!.id, rows[2]!.id]))
  const found = await accountsWith(rows.map(({ email }) => email))
  expect(found.map(({ id }) => id).sort()).toEqual([rows[0]!.id, rows[2]!.id].sort())
  expect(found[0]).toMatchObject({ createdAt: new Date('2021-03-04T05:06:07.123Z'), disabledAt: null })
})

test('people without a phone number are imported beside each other, and do not collide with accounts without one', async () => {
  const phoneNumber = 'optional'
  const nobody = await someone({ phoneNumber: null })
  const people = [aStranger({ phone_number: '' }), aStranger({ id: '2', phone_number: null }), aStranger({ id: '3' })]
  const known = aStranger({ id: '4', email: nobody.email, phone_number: undefined })
  const first = await bring([...people, known], { phoneNumber })
  expect(first).toMatchObject({ imported: 3, refused: 1, told: ['4 email-taken'] })
  expect((await accountWith(people[0]!.email))?.phoneNumber).toBeNull()
  expect(await bring([...people, known], { phoneNumber })).toMatchObject({ imported: 0, already: 3, refused: 1 })
})

test('an export of accounts without a phone number can be imported', async () => {
  const { phone_number: _, ...person } = aStranger()
  expect(await bring([{ ...person, phone_number: null }], { phoneNumber: 'optional' })).toMatchObject({ imported: 1 })
  const rows = asImported()
  expect(await addImportedUsers([{ ...rows, phoneNumber: null }])).toEqual(new Set([rows.id]))
})

test('names with backslashes, quotes and other special characters are imported unchanged [B16]', async () => {
  const names = ['\\N', '\\.', "O'Brien; drop table users;--", '\\\\', '{"a":1}', '<script>', '$1', '李 🦊', '\\t\\n']
  // One at a time, because a single row that COPY cannot read would make the import insert all of them without COPY.
  for (const last_name of names) {
    const { email } = await bringOne({ last_name })
    expect((await accountWith(email!))?.lastName).toBe(last_name)
  }
})

test('an account without a password cannot be used until an emailed link sets one', async () => {
  const { email } = await bringOne({ password_hash: 'kept as plain text' }, { withoutPassword: true })
  expect(await accountWith(email!)).toMatchObject({ passwordHash: '!' })
  for (const password of ['kept as plain text', '!', '']) expect(await tryLogin(email!, password)).toBe(false)
})

test('an account that is disabled in MongoDB is not imported as enabled', async () => {
  const people = [aStranger(), aStranger({ id: '2' })]
  const disabled = [{ $date: '2020-01-01T00:00:00.000Z' }, { when: '2020-01-01' }]
  const lines = people.map((person, place) => JSON.stringify({ ...person, disabled_at: disabled[place] }))
  const rows: SourceRow[] = []
  for await (const some of jsonLines(Readable.from([Buffer.from(lines.join('\n'))]), {})) rows.push(...some)
  expect(await bringRows(rows)).toMatchObject({ imported: 1, refused: 1, told: ['2 row-malformed'] })
  expect((await accountWith(people[0]!.email))?.disabledAt).toEqual(new Date('2020-01-01T00:00:00.000Z'))
  expect(await accountWith(people[1]!.email)).toBeUndefined()
})

test('an account that was disabled in the source stays disabled', async () => {
  const { email } = await bringOne({ disabled: 'true' })
  expect(await tryLogin(email!)).toBe(false)
})

test('an import leaves one event, without passwords', async () => {
  await bring([aStranger()], { done: { source: 'origin users' }, act: anAct() })
  const told = await query((db) => db.select().from(events).where(eq(events.type, 'imported')).orderBy(events.id))
  const details = { source: 'origin users', operator: 'grace', read: '1', imported: '1', already: '0', refused: '0' }
  expect(told.at(-1)).toMatchObject({ userId: null, details })
})

async function bringOne(changes: Parameters<typeof aStranger>[0], options?: Parameters<typeof bring>[1]) {
  const stranger = aStranger(changes)
  expect(await bring([stranger], options)).toMatchObject({ imported: 1 })
  return stranger
}

function asImported() {
  const { email, phone_number, first_name, last_name } = aStranger() as Record<string, string>
  const moments = { createdAt: '2021-03-04T05:06:07.123456Z', updatedAt: '2021-03-04T05:06:07.123456Z' }
  const names = { firstName: first_name!, lastName: last_name! }
  const keys = { id: crypto.randomUUID(), email: email!, emailCanonical: email!, phoneNumber: phone_number! }
  return { ...keys, ...names, ...moments, passwordHash: HASH }
}

async function counts() {
  return query(async (db) => ({ users: await db.$count(users), events: await db.$count(events) }))
}
