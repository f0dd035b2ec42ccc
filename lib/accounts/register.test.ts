import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { register } from './register'

test('registering returns only the public fields of the new account [A17]', async () => {
  const { password: _, ...person } = aPerson()
  const result = await register({ ...person, password: _ }, aCaller())
  expect(result).toEqual({
    ok: true,
    value: {
      message: 'User registered successfully',
      user: { ...person, id: expect.any(String), email_verified: false, created_at: expect.any(String) },
    },
  })
})

test('the row contains what was typed, and of the password only a hash [G1]', async () => {
  const person = { ...aPerson(), phone_number: `+00 ${aPerson().phone_number}`, first_name: ' 李 ' }
  const email = person.email.replace('ada', 'Ada')
  await withSettings({ PASSWORD_HASH: 'bcrypt' }, () => register({ ...person, email: ` ${email} ` }, aCaller()))
  const row = await find(person.email)
  expect(row).toMatchObject({
    email,
    emailCanonical: person.email,
    firstName: '李',
    phoneNumber: person.phone_number.replace(' ', ''),
  })
  expect(row?.passwordHash).toMatch(/^\$bcrypt-sha256\$v=2,t=2b,r=12\$/)
  expect(JSON.stringify(row)).not.toContain(person.password)
  expect(await verifyPassword(person.password, row?.passwordHash)).toMatchObject({ valid: true })
})

test('unknown members never reach the row [A2, B15]', async () => {
  const person = aPerson()
  const wished = {
    id: '00000000-0000-7000-8000-000000000000',
    role: 'admin',
    is_admin: true,
    email_verified: true,
    email_verified_at: '2020-01-01T00:00:00Z',
    emailVerifiedAt: '2020-01-01T00:00:00Z',
    created_at: '2020-01-01T00:00:00Z',
    createdAt: '2020-01-01T00:00:00Z',
    password_hash: 'wished',
    passwordHash: 'wished',
    emailCanonical: 'wished@example.com',
    constructor: { prototype: { role: 'admin' } },
  }
  const body = JSON.parse(`${JSON.stringify({ ...person, ...wished }).slice(0, -1)},"__proto__":{"role":"admin"}}`)
  expect(await register(body, aCaller())).toMatchObject({ ok: true, value: { user: { email_verified: false } } })
  const row = await find(person.email)
  expect(row).toMatchObject({ emailCanonical: person.email, emailVerifiedAt: null, disabledAt: null })
  expect(row?.id).not.toBe(wished.id)
  expect(row?.passwordHash).not.toBe('wished')
  expect(row?.createdAt.getUTCFullYear()).toBeGreaterThan(2020)
  expect(Reflect.get({}, 'role')).toBeUndefined()
})

test('a taken email and a taken phone number get the same refusal [A3]', async () => {
  const { email, phoneNumber } = await someone()
  const refusals = [
    await register({ ...aPerson(), email }, aCaller()),
    await register({ ...aPerson(), email: email.toUpperCase() }, aCaller()),
    await register({ ...aPerson(), phone_number: phoneNumber }, aCaller()),
  ]
  for (const refusal of refusals) expect(refusal).toEqual({ ok: false, code: 'account-exists', fields: {} })
})

test('a common password and your own email are rejected with an error on the field, and no account is created [A7, A8]', async () => {
  for (const password of ['passwordpassword', undefined]) {
    const person = aPerson()
    const refusal = await register({ ...person, password: password ?? person.email }, aCaller())
    expect(refusal).toMatchObject({ code: 'invalid-input', fields: { password: [expect.any(String)] } })
    expect(await find(person.email)).toBeUndefined()
  }
})

test('every field is required, as text that a database can store [A1, A11, B14]', async () => {
  const wrong = [undefined, null, 1, true, [], {}, '', 'a\ud800', 'x'.repeat(10_000)]
  for (const field of ['first_name', 'last_name', 'email', 'phone_number', 'password']) {
    for (const value of wrong) {
      const refusal = await register({ ...aPerson(), [field]: value }, aCaller())
      expect(refusal).toMatchObject({ ok: false, code: 'invalid-input' })
      expect(refusal).toHaveProperty(`fields.${field}.0`, expect.any(String))
    }
  }
})

test('a body that is not an object is rejected [A1]', async () => {
  for (const raw of [undefined, null, 'text', 7, [], [aPerson()]])
    expect(await register(raw, aCaller())).toMatchObject({ ok: false, code: 'invalid-input' })
})

async function find(emailCanonical: string) {
  const [row] = await query((db) => db.select().from(users).where(eq(users.emailCanonical, emailCanonical)))
  return row
}
