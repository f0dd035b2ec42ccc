import { POST } from '@/app/api/register/route'
import { findUserByEmail } from '@/db/accounts/users'
import { aPerson } from '@/e2e/support/steps/person'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { login } from '@/lib/sessions/login/login'
import { aCaller } from '@/test/accounts/callers'
import { registrationsOf } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { statementsOf } from '@/test/database-statements'
import { jsonRequest } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { register } from './register'

const confirming = <T>(work: () => Promise<T>) => withSettings({ REGISTRATION: 'confirm' }, work)
const closed = <T>(work: () => Promise<T>) => withSettings({ REGISTRATION: 'closed' }, work)

test('while registration is closed, every attempt gets that answer, and nothing is stored or hashed', async () => {
  const [person, known] = [aPerson(), await someone()]
  const asked = await statementsOf(() =>
    closed(async () => {
      for (const input of [person, { ...person, email: known.email }, { ...person, password: 'passwordpassword' }]) {
        const response = await POST(jsonRequest('/api/register', input))
        expect([response.status, await response.json()]).toMatchObject([403, { code: 'registration-closed' }])
      }
    }),
  )
  expect(asked).toEqual([])
  expect(await findUserByEmail(person.email)).toBeUndefined()
  expect(await registrationsOf(person.email)).toEqual([])
})

test('if emails are verified first, a new, a known and a repeated email and a taken number get the same bytes and headers [C1]', async () => {
  await confirming(async () => {
    const answers = []
    for (const body of await everyKind()) {
      const answer = await POST(jsonRequest('/api/register', body))
      answers.push({ status: answer.status, headers: [...answer.headers], text: await answer.text() })
    }
    expect(answers[0]!.status).toBe(202)
    expect(Object.keys(JSON.parse(answers[0]!.text))).toEqual(['message'])
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })
})

test('the same database queries run for each of them [C1]', async () => {
  await confirming(async () => {
    const asked = []
    for (const person of await everyKind()) asked.push(await statementsOf(() => register(person, aCaller())))
    expect(asked[0]?.filter((statement) => statement.startsWith('insert'))).toHaveLength(2)
    for (const statements of asked) {
      expect(statements).toEqual(asked[0])
      // No account is looked up, so an existing account cannot take longer.
      expect(statements.join()).not.toContain('"users"')
    }
  })
})

test('until then there is no account, and a login is refused like any other [B1]', async () => {
  const person = aPerson()
  await confirming(async () => {
    expect(await register(person, aCaller())).toEqual({ ok: true, value: { message: expect.any(String) } })
    const refused = { ok: false, code: 'invalid-credentials', fields: {} }
    expect(await login({ email: person.email, password: person.password }, aCaller())).toEqual(refused)
  })
  expect(await findUserByEmail(person.email)).toBeUndefined()
})

test('only a hash of the password and a digest of the browser’s secret are stored [G1]', async () => {
  const [person, browser] = [aPerson(), 'a secret of the browser']
  await confirming(() => register({ ...person, browser }, aCaller()))
  const kept = await registrationsOf(person.email)
  expect(kept).toMatchObject([{ email: person.email, phoneNumber: person.phone_number, usedAt: null }])
  expect(await verifyPassword(person.password, kept[0]?.passwordHash)).toEqual({ valid: true, stale: false })
  for (const secret of [person.password, browser]) expect(JSON.stringify(kept)).not.toContain(secret)
})

test('fields and password are checked before anything is stored [A7, A8]', async () => {
  await confirming(async () => {
    for (const change of [{ password: 'passwordpassword' }, { password: 'short' }, { phone_number: '1' }]) {
      const person = aPerson()
      expect(await register({ ...person, ...change }, aCaller())).toMatchObject({ code: 'invalid-input' })
      expect(await registrationsOf(person.email)).toEqual([])
    }
  })
})

/** A new person, the same person again, a person whose email has an account (also in other case), and one whose number has. */
async function everyKind() {
  const [person, known] = [aPerson(), await someone()]
  return [
    person,
    person,
    { ...aPerson(), email: known.email },
    { ...aPerson(), email: known.email.toUpperCase() },
    { ...aPerson(), phone_number: known.phoneNumber },
  ]
}
