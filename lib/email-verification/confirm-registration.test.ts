import { eq, or, sql } from 'drizzle-orm'
import { confirmRegistration } from '@/db/accounts/confirm-registration'
import { query } from '@/db/connection/client'
import { registrations, users } from '@/db/schema'
import { race } from '@/e2e/support/needs'
import { aPerson } from '@/e2e/support/steps/person'
import { register } from '@/lib/accounts/register'
import { keysFor } from '@/lib/secrets/secrets'
import { login } from '@/lib/sessions/login/login'
import { eventsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { aPendingRegistration } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { claimsOf, forge } from '@/test/links/forge-token'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { readVerificationLink } from './verification-link'
import { verifyEmail } from './verify-email'

const confirmMode = { REGISTRATION: 'confirm' }
const accountsAt = (email: string) => query((db) => db.select().from(users).where(eq(users.emailCanonical, email)))

test('there is no account until the email is verified, and then the password works [A14]', async () => {
  const person = aPerson()
  const credentials = { email: person.email, password: person.password }
  await withSettings(confirmMode, async () => {
    expect(await register(person, aCaller())).toEqual({ ok: true, value: { message: expect.any(String) } })
  })
  expect(await accountsAt(person.email)).toEqual([])
  expect(await login(credentials, aCaller())).toMatchObject({ code: 'invalid-credentials' })
  const { token } = await aPendingRegistration(person)
  const result = await verifyEmail({ token, password: person.password }, aCaller())
  expect(result).toMatchObject({ ok: true, value: { email: person.email, of: 'registration' } })
  const [account] = await accountsAt(person.email)
  expect(account).toMatchObject({ phoneNumber: person.phone_number, emailVerifiedAt: expect.any(Date) })
  expect(await eventsOf(account!)).toEqual(['register'])
  expect(await login(credentials, aCaller())).toMatchObject({ ok: true })
})

test('of ten concurrent uses of one registration link one creates the account, and the hash is stored once [A3, D2r]', {
  tag: race,
}, async () => {
  const { id, email } = await aPendingRegistration()
  const done = await atOnce(10, () => confirmRegistration(id, {}))
  expect(done.filter(Boolean)).toMatchObject([{ email }])
  expect(await accountsAt(email)).toHaveLength(1)
  const [row] = await query((db) => db.select().from(registrations).where(eq(registrations.id, id)))
  expect(row).toMatchObject({ usedAt: expect.any(Date), passwordHash: '' })
})

test('a used link is refused as used, even with the right password [D1r]', async () => {
  const person = aPerson()
  const { token } = await aPendingRegistration(person)
  const confirm = () => verifyEmail({ token, password: person.password }, aCaller())
  expect(await confirm()).toMatchObject({ ok: true })
  expect(await confirm()).toMatchObject({ code: 'link-used' })
})

test('an email or phone number taken in the meantime is refused [A3]', async () => {
  for (const taken of ['email', 'phone_number'] as const) {
    const person = aPerson()
    const { token } = await aPendingRegistration(person)
    const rival = { ...aPerson(), [taken]: person[taken] }
    const { id } = await someone({ email: rival.email, phoneNumber: rival.phone_number, passwordHash: 'theirs' })
    const refusal = await verifyEmail({ token, password: person.password }, aCaller())
    const fields = taken === 'email' ? {} : { phone_number: [expect.any(String)] }
    expect(refusal).toEqual({ ok: false, code: 'account-exists', fields })
    const holders = or(eq(users.emailCanonical, person.email), eq(users.phoneNumber, person.phone_number))
    expect(await query((db) => db.select({ id: users.id }).from(users).where(holders))).toEqual([{ id }])
  }
})

test('an expired or replaced link creates no account [C7, C8]', async () => {
  for (const [state, change] of [
    ['link-expired', { expiresAt: sql`now() - interval '1 second'` }],
    ['link-replaced', { replacedAt: sql`now()` }],
  ] as const) {
    const person = aPerson()
    const { id, token } = await aPendingRegistration(person)
    await query((db) => db.update(registrations).set(change).where(eq(registrations.id, id)))
    expect(await verifyEmail({ token, password: person.password }, aCaller())).toMatchObject({ code: state })
    expect(await confirmRegistration(id, {})).toBeUndefined()
    expect(await accountsAt(person.email)).toEqual([])
  }
})

test('no account is created if registration was closed in the meantime', async () => {
  const person = aPerson()
  const { token } = await aPendingRegistration(person)
  const confirm = () => verifyEmail({ token, password: person.password }, aCaller())
  const refusal = await withSettings({ REGISTRATION: 'closed' }, confirm)
  expect(refusal).toEqual({ ok: false, code: 'registration-closed', fields: {} })
  expect(await accountsAt(person.email)).toEqual([])
  expect(await withSettings(confirmMode, confirm)).toMatchObject({ ok: true })
})

test('reading the link ten times changes nothing, and one that names another subject is refused [D5r]', async () => {
  const { id, token } = await aPendingRegistration()
  const row = () => query((db) => db.select().from(registrations).where(eq(registrations.id, id)))
  const before = await row()
  for (let reading = 0; reading < 10; reading++)
    expect(await readVerificationLink(token, undefined)).toMatchObject({ state: 'good', of: 'registration', id })
  expect(await row()).toEqual(before)
  const sub = '019cc45f-5b0c-7000-8000-000000000001'
  const claims = { ...claimsOf(token), sub }
  const forged = forge({ alg: 'HS256', typ: 're+jwt' }, claims, keysFor('registration')[0]!)
  expect(await readVerificationLink(forged, undefined)).toEqual({ state: 'link-invalid' })
})
