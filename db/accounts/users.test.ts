import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails, events, users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { registerUser } from './register-user'
import { findUserByEmail, type NewUser, replacePasswordHash } from './users'

const fields = (overrides: Partial<NewUser> = {}): NewUser => {
  const { email, phone_number: phoneNumber, first_name: firstName, last_name: lastName } = aPerson()
  return { email, emailCanonical: email, phoneNumber, firstName, lastName, passwordHash: 'none', ...overrides }
}

test('of 20 registrations of one email at once exactly one creates an account [A3]', async () => {
  const { emailCanonical } = fields()
  const made = await atOnce(20, () => registerUser(fields({ emailCanonical }), {}))
  expect(made.filter(Boolean)).toHaveLength(1)
  const rows = await query((db) => db.select().from(users).where(eq(users.emailCanonical, emailCanonical)))
  expect(rows).toHaveLength(1)
})

test('of 20 registrations of one phone number at once exactly one creates an account [A3]', async () => {
  const { phoneNumber } = fields()
  const made = await atOnce(20, () => registerUser(fields({ phoneNumber }), {}))
  expect(made.filter(Boolean)).toHaveLength(1)
  const rows = await query((db) => db.select().from(users).where(eq(users.phoneNumber, phoneNumber!)))
  expect(rows).toHaveLength(1)
})

test('a new account has one welcome email and one event, and a refused registration adds neither', async () => {
  const user = await registerUser(fields(), { ip: '203.0.113.9', userAgent: 'tests' })
  await registerUser(fields({ emailCanonical: user!.emailCanonical }), {})
  const mails = await query((db) => db.select().from(emails).where(eq(emails.recipient, user!.email)))
  expect(mails).toMatchObject([{ kind: 'welcome', userId: user!.id, status: 'queued', attempts: 0 }])
  const happened = await query((db) => db.select().from(events).where(eq(events.userId, user!.id)))
  expect(happened).toMatchObject([{ type: 'register', ip: '203.0.113.9', userAgent: 'tests' }])
})

test('an account is found by its canonical email and by no similar one [A4]', async () => {
  const { id, emailCanonical } = await someone({ email: `mike.${aPerson().email}` })
  expect((await findUserByEmail(emailCanonical))?.id).toBe(id)
  for (const near of [emailCanonical.replace('i', 'ı'), emailCanonical.toUpperCase(), `${emailCanonical} `, '%'])
    expect(await findUserByEmail(near)).toBeUndefined()
})

test('of 20 renewals of one hash at once exactly one is written', async () => {
  const { id, passwordHash } = await someone({ passwordHash: 'old' })
  const written = await atOnce(20, (index) => replacePasswordHash(id, passwordHash, `new ${index}`))
  expect(written.filter(Boolean)).toHaveLength(1)
  const [row] = await query((db) => db.select().from(users).where(eq(users.id, id)))
  expect(row?.passwordHash).toBe(`new ${written.indexOf(true)}`)
})

test('a hash other than the one that was checked is not replaced', async () => {
  const user = await someone({ passwordHash: 'set by a reset' })
  expect(await replacePasswordHash(user.id, 'checked before', 'stronger')).toBe(false)
  expect((await findUserByEmail(user.emailCanonical))?.passwordHash).toBe('set by a reset')
})
