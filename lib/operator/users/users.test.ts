import { randomBytes } from 'node:crypto'
import { NO_PASSWORD } from '@/db/accounts/users'
import { aPerson } from '@/e2e/support/steps/person'
import { type AnswerOf, type CommandName, commands } from '@/lib/operator/commands'
import { changeAccount } from '@/test/accounts/account-now'
import { emailsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { exportUsers } from './export-users'

const operator = { name: 'grace' }

test('pages follow each other without gaps, the newest account first', async () => {
  const made = [await anAccount(), await anAccount(), await anAccount()].map(({ id }) => id)
  const seen: string[] = []
  let after: string | undefined
  do {
    const { users, next } = await run('users list', { limit: '7', after })
    expect(users.length).toBeLessThanOrEqual(7)
    seen.push(...users.map(({ id }) => id))
    after = next ?? undefined
  } while (after)
  expect(seen).toEqual([...new Set(seen)].sort().reverse())
  expect(seen.filter((id) => made.includes(id))).toEqual(made.reverse())
})

/** The whole list, because other tests of this process may have left thousands of accounts. */
async function allPages(input: object) {
  const found: AnswerOf<'users list'>['users'] = []
  for (let after: string | undefined; ; ) {
    const { users, next } = await run('users list', { limit: '1000', after, ...input })
    found.push(...users)
    if (!next) return found
    after = next
  }
}

test('emails are found by their beginning, ignoring case, and no character is a wildcard', async () => {
  const mark = randomBytes(4).toString('hex')
  const made = ['C.x', 'b_1', 'b_2', 'bx3', 'B%4'].map((rest) => `${mark}.${rest}@example.com`)
  for (const email of made) await anAccount({ email })
  const found = async (email_begins: string, more = {}) =>
    (await run('users list', { email_begins, ...more })).users.map(({ email }) => email.slice(9, -12))
  expect(await found(mark.toUpperCase())).toEqual(['B%4', 'b_1', 'b_2', 'bx3', 'C.x'])
  expect(await found(`${mark}.B_`)).toEqual(['b_1', 'b_2'])
  expect(await found(`${mark}.b%`)).toEqual(['B%4'])
  const page = await run('users list', { email_begins: mark, limit: 2 })
  expect(await found(mark, { after: page.next, limit: 2 })).toEqual(['b_2', 'bx3'])
})

test('a list can be limited to disabled, unverified and locked accounts', async () => {
  const [live, off, locked] = [await anAccount(), await anAccount(), await anAccount({ passwordHash: NO_PASSWORD })]
  await disable(off)
  const ids = async (input: object) => (await allPages(input)).map(({ id }) => id)
  expect(await ids({ disabled: true })).toContain(off.id)
  expect(await ids({ disabled: true })).not.toContain(live.id)
  expect(await ids({ locked: true })).toContain(locked.id)
  expect(await ids({ locked: true })).not.toContain(live.id)
  const unverified = await ids({ unverified: true })
  expect(unverified.filter((id) => [live.id, off.id, locked.id].includes(id))).toEqual([locked.id, off.id, live.id])
})

test('a list can be limited to accounts whose email bounces, and to those that will be deleted', async () => {
  const [live, bouncing, leaving] = [await anAccount(), await anAccount(), await anAccount()]
  await changeAccount(bouncing, { emailUnreachableAt: new Date() })
  await changeAccount(leaving, { deletionDueAt: new Date(Date.now() + 86_400_000) })
  const ids = async (input: object) => (await allPages(input)).map(({ id }) => id)
  const all = [live.id, bouncing.id, leaving.id]
  expect((await ids({ unreachable: true })).filter((id) => all.includes(id))).toEqual([bouncing.id])
  expect((await ids({ to_be_deleted: true })).filter((id) => all.includes(id))).toEqual([leaving.id])
})

test('what no index serves is refused: two states, and a state with the beginning of an email [N23]', async () => {
  const refusal = (field: string) => ({
    code: 'invalid-input',
    fields: { [field]: [expect.stringContaining('can’t')] },
  })
  const list = (input: object) => commands['users list'](input, operator)
  expect(await list({ disabled: true, locked: true })).toMatchObject(refusal('locked'))
  expect(await list({ to_be_deleted: true, two_step: true })).toMatchObject(refusal('two_step'))
  expect(await list({ email_begins: 'ada', unreachable: true })).toMatchObject(refusal('unreachable'))
})

test('an account is found by its email in any case, its ID and its phone number, and no hash is shown', async () => {
  const user = await anAccount({ phoneNumber: `0${Date.now()}`.slice(0, 14) })
  for (const name of [user.email.toUpperCase(), user.id, user.phoneNumber]) {
    const shown = await run('users show', { user: name })
    expect(shown).toMatchObject({
      user: { id: user.id, has_password: true },
      sessions: 0,
      mails: [{ kind: 'welcome' }],
    })
    expect(JSON.stringify(shown)).not.toContain(user.passwordHash)
  }
  for (const name of ['nobody@example.com', '01a205b0-78f1-74d4-9ee5-44735b3e3b19', '0000000000', 'x'])
    expect(await commands['users show']({ user: name }, operator)).toMatchObject({ ok: false, code: 'not-found' })
})

test('an account is shown with the devices that it is logged in on, the last used first, and without their tokens', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [browser, client] = [await loggedIn(user, 'browser'), await loggedIn(user, 'api')]
  const shown = await run('users show', { user: user.email })
  expect(shown).toMatchObject({ sessions: 2, devices: [{ kind: 'api' }, { kind: 'browser' }] })
  for (const { token, tokenHash } of [browser, client])
    for (const hidden of [token, tokenHash]) expect(JSON.stringify(shown)).not.toContain(hidden)
})

test('an account is created by the rules of registration, and without a password only an emailed link opens it', async () => {
  const { password, ...person } = aPerson()
  expect(await refused({ ...person, password: 'short' })).toEqual(['password'])
  expect(await refused({ ...person, password: 'password1' })).toEqual(['password'])
  expect(await refused({ ...person, phone_number: '12' })).toEqual(['phone_number'])
  const { user } = await run('users create', person)
  expect(user).toMatchObject({ email: person.email, has_password: false, email_verified: false })
  expect(await emailsOf(user, 'welcome')).toHaveLength(1)
  expect(await commands['users create'](person, operator)).toMatchObject({ ok: false, code: 'account-exists' })
  const made = await run('users create', { ...aPerson(), password, verified: true })
  expect(made.user).toMatchObject({ has_password: true, email_verified: true })
  expect(await emailsOf(made.user, 'welcome')).toEqual([])
})

test('what is missing is asked for as something of somebody else', async () => {
  expect(await commands['users create']({}, operator)).toMatchObject({
    fields: {
      first_name: ['Enter the first name.'],
      last_name: ['Enter the last name.'],
      email: ['Enter the email address.'],
      phone_number: ['Enter the phone number.'],
    },
  })
})

test('an account without a phone number is created, shown and exported where none is required', async () => {
  const { phone_number, password: _, ...person } = aPerson()
  expect(await refused(person)).toEqual(['phone_number'])
  const { user } = await withSettings({ PHONE_NUMBER: 'optional' }, () => run('users create', person))
  expect(user.phone_number).toBeNull()
  const off = { ...aPerson(), phone_number }
  await withSettings({ PHONE_NUMBER: 'off' }, () => run('users create', off))
  for (const { email } of [person, off]) {
    expect((await run('users show', { user: email })).user.phone_number).toBeNull()
    expect(JSON.parse(await exportedLine('jsonl', email))).toMatchObject({ email, phone_number: null })
    expect(await exportedLine('csv', email)).toContain(`"${email}","",`)
  }
})

test('operators still see and export a stored phone number where phone numbers are off', async () => {
  const { id, email, phoneNumber } = await anAccount()
  await withSettings({ PHONE_NUMBER: 'off' }, async () => {
    expect((await run('users show', { user: phoneNumber })).user).toMatchObject({ id, phone_number: phoneNumber })
    expect(await exportedLine('jsonl', email)).toContain(phoneNumber)
  })
})

async function exportedLine(format: 'jsonl' | 'csv', email: string): Promise<string> {
  let text = ''
  for await (const piece of exportUsers(format)) text += piece
  return text.split('\n').find((line) => line.includes(email)) ?? ''
}

async function refused(input: object): Promise<string[]> {
  const result = await commands['users create'](input, operator)
  return result.ok ? [] : Object.keys(result.fields)
}

const anAccount = (more: Parameters<typeof someone>[0] = {}) => someone({ passwordHash: 'none', ...more })

async function run<N extends CommandName>(name: N, input: object): Promise<AnswerOf<N>> {
  const result = await commands[name](input, operator)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value as AnswerOf<N>
}
