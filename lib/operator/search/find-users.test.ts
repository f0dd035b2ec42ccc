import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { operatorActs } from '@/db/operator/tables'
import { onPostgres } from '@/e2e/support/needs'
import { commands } from '@/lib/operator/commands'
import { tendNameKeys } from '@/lib/operator/tend-name-keys'
import { changeAccount } from '@/test/accounts/account-now'
import { disable, someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'

const operator = { name: 'grace' }
const find = (text: string, more: object = {}) => commands['users find']({ text, ...more }, operator)

async function found(text: string, more: object = {}) {
  const result = await find(text, more)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}
const idsOf = async (text: string, more?: object) => (await found(text, more)).users.map(({ id }) => id)

/** Letters, so that it is part of a name and of an email. */
const aMark = () => [...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')
const anAccount = (more: Parameters<typeof someone>[0]) => someone({ passwordHash: 'none', ...more })

async function allPages(text: string, limit: number): Promise<string[]> {
  const seen: string[] = []
  for (let after: string | undefined; ; ) {
    const { users: page, next } = await found(text, { limit, after })
    expect(page.length).toBeLessThanOrEqual(limit)
    seen.push(...page.map(({ id }) => id))
    if (!next) return seen
    after = next
  }
}

test('an account is found alone by its ID, its email in any case, and its phone number in any spelling', async () => {
  const mark = aMark()
  const digits = `49${String(Date.now()).slice(-11)}`
  const user = await anAccount({ email: `${mark}@example.co`, phoneNumber: `+${digits}` })
  await anAccount({ email: `${mark}@example.com` })
  const spellings = [`+${digits}`, `00${digits}`, digits, `+49 (0) ${digits.slice(2, 6)}-${digits.slice(6)}`]
  for (const text of [user.id, ` ${user.id.toUpperCase()} `, `${mark.toUpperCase()}@Example.co`, ...spellings])
    expect(await found(text)).toMatchObject({ users: [{ id: user.id }], next: null })
})

test('a whole email or number that nobody has is searched as the beginning of one', async () => {
  const mark = aMark()
  const number = String(Date.now()).slice(-12)
  const long = await anAccount({ email: `${mark}@example.com` })
  const numeric = await anAccount({ email: `${number}@example.com` })
  expect(await idsOf(`${mark}@example.co`)).toEqual([long.id])
  expect(await idsOf(number)).toEqual([numeric.id])
})

test('a word finds emails that begin with it, then first names, then last names, each account once', async () => {
  const mark = aMark()
  const byLastName = await anAccount({ firstName: 'Ada', lastName: `${mark} Byron` })
  const byFirstNames = [
    await anAccount({ firstName: `${mark.toUpperCase()}b`, lastName: 'X' }),
    await anAccount({ firstName: `${mark}a`, lastName: mark }),
  ]
  const byEmails = [
    await anAccount({ email: `${mark}.b@example.com` }),
    await anAccount({ email: `${mark}.a@example.com`, firstName: mark, lastName: mark }),
  ]
  const inOrder = [...byEmails.reverse(), ...byFirstNames.reverse(), byLastName].map(({ id }) => id)
  expect(await idsOf(mark)).toEqual(inOrder)
  for (const limit of [1, 2, 3, 4]) expect(await allPages(mark, limit)).toEqual(inOrder)
  expect(await idsOf(`${mark}.`)).toEqual(byEmails.map(({ id }) => id))
  expect(await idsOf(`${mark}.a@`)).toEqual([byEmails[0]!.id])
  expect(await idsOf(` ${mark}A   ${mark.slice(0, 3)}`)).toEqual([byFirstNames[0]!.id])
  expect(await idsOf(`${mark} byr`)).toEqual([byLastName.id])
})

test('people of the same name follow each other by ID, and no character is a wildcard', async () => {
  const mark = aMark()
  const same = []
  for (let n = 0; n < 7; n++) same.push((await anAccount({ firstName: 'Zoë', lastName: `${mark}_%` })).id)
  await anAccount({ firstName: 'Zoë', lastName: `${mark}xx` })
  expect(await allPages(`${mark}_`, 2)).toEqual(same)
  expect(await allPages(`zoë ${mark}_%`, 3)).toEqual(same)
  expect(await idsOf(`${mark}%`)).toEqual([])
})

test('a renamed account is found by its new name alone', async () => {
  const [before, after] = [aMark(), aMark()]
  const user = await anAccount({ firstName: before })
  await changeAccount(user, { firstName: after })
  await tendNameKeys()
  expect(await idsOf(before)).toEqual([])
  expect(await idsOf(after)).toEqual([user.id])
})

test('a page after an account that was renamed or deleted is refused, because an empty one would look like the end', async () => {
  const mark = aMark()
  const made = [
    await anAccount({ firstName: mark, lastName: 'A' }),
    await anAccount({ firstName: mark, lastName: 'B' }),
  ]
  const { next } = await found(mark, { limit: 1 })
  await changeAccount(made[0]!, { firstName: 'Ada' })
  const gone = { ok: false, code: 'invalid-input', fields: { after: [expect.stringContaining('Search again')] } }
  expect(await find(mark, { limit: 1, after: next })).toMatchObject(gone)
  expect(await find(mark, { limit: 1, after: crypto.randomUUID() })).toMatchObject(gone)
})

test('a text that no email or name can begin with finds nobody', async () => {
  await anAccount({})
  for (const text of ['zoë@', 'ada@ x', '+49 1511234567', '\u{10ffff}', crypto.randomUUID()])
    expect(await found(text)).toEqual({ users: [], next: null })
})

test('a state narrows an exact hit, and cannot be combined with a beginning', async () => {
  const user = await anAccount({ email: `${aMark()}@example.com` })
  expect(await idsOf(user.email, { state: 'disabled' })).toEqual([])
  await disable(user)
  expect(await idsOf(user.email, { state: 'disabled' })).toEqual([user.id])
  expect(await idsOf(user.phoneNumber, { state: 'to-be-deleted' })).toEqual([])
  const refused = { code: 'invalid-input', fields: { state: [expect.stringContaining('can’t be combined')] } }
  for (const text of ['ada', 'ada@', 'ada b']) expect(await find(text, { state: 'disabled' })).toMatchObject(refused)
})

for (const text of ['', '  ', 'a\0', 'a\ud800', 'a\nb', 'x'.repeat(255), 7])
  test(`the text ${JSON.stringify(text).slice(0, 20)} is refused`, async () => {
    expect(await commands['users find']({ text }, operator)).toMatchObject({
      code: 'invalid-input',
      fields: { text: [expect.stringContaining('must be an ID')] },
    })
  })

test('the act of a search tells the kind of text and how many accounts were found, and never the text [N25]', async () => {
  const mark = aMark()
  await anAccount({ firstName: mark, email: `${mark}@example.com`, phoneNumber: null })
  const by = `operator ${mark.toUpperCase()}`
  for (const text of [mark, `${mark}@`, `${mark}@example.com`, `Ada ${mark}`, crypto.randomUUID(), '+49 1511234567'])
    await commands['users find']({ text }, { name: by })
  await commands['users find']({ text: mark, state: 'disabled' }, { name: by })
  const acts = await query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, by)))
  // Sorted as text, because the embedded database knows no order of two acts in one millisecond.
  expect(acts.map(({ facts, refused }) => `${facts.kind} ${facts.found ?? refused}`).sort()).toEqual([
    'email 1',
    'email-begins 1',
    'email-or-name-begins 1',
    'email-or-name-begins invalid-input',
    'id 0',
    'name-begins 0',
    'phone 0',
  ])
  expect(JSON.stringify(acts)).not.toContain(mark)
})

test('a search that takes more than two seconds is refused, and so is a list', { tag: onPostgres }, async () => {
  const mark = aMark()
  const { email } = await anAccount({ firstName: 'Ada', email: `ada.${mark}@example.com` })
  const by = { name: `operator ${mark}` }
  await slowly(async () => {
    const searches = ['ada', email].map((text) => commands['users find']({ text }, by))
    const lists = [{}, { email_begins: 'ada' }].map((input) => commands['users list'](input, by))
    for (const result of await Promise.all([...searches, ...lists]))
      expect(result).toEqual({ ok: false, code: 'narrow-search', fields: {} })
  })
  expect((await found('ada')).users.length).toBeGreaterThan(0)
  const acts = await query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, by.name)))
  expect(acts.map(({ act, facts, refused }) => `${act} ${facts.kind}: ${refused}`).sort()).toEqual([
    'users find email-or-name-begins: narrow-search',
    'users find email: narrow-search',
    'users list email-begins: narrow-search',
    'users list undefined: narrow-search',
  ])
})

/** Meanwhile each row of `users` takes the server three seconds to read. */
async function slowly(work: () => Promise<void>): Promise<void> {
  const run = (text: string) => query((db) => db.execute(sql.raw(text)))
  await run('alter table users rename to users_kept')
  await run('create view users as select * from users_kept where pg_sleep(3) is not null')
  try {
    await work()
  } finally {
    await run('drop view users')
    await run('alter table users_kept rename to users')
  }
}

test('while others register, pages neither skip nor repeat anybody [N24]', { tag: onPostgres }, async () => {
  const mark = aMark()
  const people: Partial<User>[] = ['a', 'm', 'z'].flatMap((letter) => [
    { email: `${mark}.${letter}${aMark()}@example.com` },
    { firstName: mark, lastName: letter },
    { firstName: mark, lastName: 'Same' },
    { firstName: letter, lastName: mark },
    { firstName: 'Same', lastName: mark },
  ])
  const aStranger = (person: Partial<User>) =>
    anAccount({ ...person, ...('email' in person && { email: `${mark}.${aMark()}@example.com` }) })
  const before: string[] = []
  for (const person of [...people, ...people.filter((each) => !('email' in each))])
    before.push((await anAccount(person)).id)

  const lists = {
    find: (more: object) => found(mark, more),
    'by email': (more: object) => list({ email_begins: mark, ...more }),
    newest: (more: object) => list(more),
    unverified: (more: object) => list({ unverified: true, ...more }),
  }
  const oldest = before[0]!
  const seen: Record<string, string[]> = {}
  for (const [name, page] of Object.entries(lists)) {
    seen[name] = []
    const isNewestFirst = name === 'newest' || name === 'unverified'
    const others = people.slice(0, 8)
    for (let after: string | undefined; ; ) {
      // Somebody registers while a page is read.
      const other = others.pop()
      const [{ users: rows, next }] = await Promise.all([page({ limit: 5, after }), other && aStranger(other)])
      seen[name].push(...rows.map(({ id }) => id))
      // Behind the oldest come the accounts of all other tests.
      if (!next || (isNewestFirst && seen[name].includes(oldest))) break
      after = next
    }
  }
  for (const ids of Object.values(seen)) expect(ids.length).toBe(new Set(ids).size)
  const emails = before.slice(0, people.length).filter((_, index) => 'email' in people[index]!)
  expect(emails.filter((id) => !seen['by email']!.includes(id))).toEqual([])
  for (const name of ['find', 'newest', 'unverified'])
    expect(before.filter((id) => !seen[name]!.includes(id))).toEqual([])
})

async function list(input: object) {
  const result = await commands['users list'](input, operator)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}
