import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { registrations } from '@/db/schema'
import { aPerson, type Person } from '@/e2e/support/steps/person'
import { register } from '@/lib/accounts/register'
import { readVerificationLink } from '@/lib/email-verification/verification-link'
import { emailsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { aPendingRegistration, registrationsOf } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { composed, emailsFor, tokenFor } from '@/test/emails/composed-emails'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { composeEmail } from './compose-email'

test('a new email gets a working link', async () => {
  const person = aPerson()
  await aPendingRegistration(person)
  const { to, content } = await composed(await newestFor(person.email))
  expect(to).toBe(person.email)
  const link = await readVerificationLink(tokenFor('/verify-email', content), undefined)
  expect(link).toMatchObject({ state: 'good', of: 'registration', email: person.email })
})

test('the link is valid for a whole day from when its email is composed [C8]', async () => {
  const { id, email } = await aPendingRegistration()
  const expiresAt = sql`now() - interval '1 hour'`
  await query((db) => db.update(registrations).set({ expiresAt }).where(eq(registrations.id, id)))
  const { content } = await composed(await newestFor(email))
  const link = await readVerificationLink(tokenFor('/verify-email', content), undefined)
  expect(link).toMatchObject({ state: 'good' })
})

test('the owner of a known email is notified at the email on file, without a verification link [A5]', async () => {
  const owner = await someone({ email: `Mike.${aPerson().email}`, passwordHash: 'theirs' })
  await aPendingRegistration({ ...aPerson(), email: owner.emailCanonical, first_name: 'Mallory' })
  expect(await composeEmail(await newestFor(owner.emailCanonical))).toMatchObject({ row: 'removed' })
  const { to, content } = await composed((await emailsOf(owner, 'email-taken'))[0]!)
  expect(to).toBe(owner.email)
  expect(await registrationsOf(owner.emailCanonical)).toEqual([])
  expect(content.text).toContain(`Hello ${owner.firstName}`)
  for (const never of ['/verify-email', 'Mallory']) expect(content.text + content.html).not.toContain(never)
  expect(await emailsOf(owner, 'email-taken')).toMatchObject([{ recipient: owner.email, status: 'queued' }])
})

test('with a known email and another account’s phone number, only the email is reported', async () => {
  const [owner, other] = [await someone({ passwordHash: 'theirs' }), await someone({ passwordHash: 'theirs' })]
  await aPendingRegistration({ ...aPerson(), email: owner.email, phone_number: other.phoneNumber })
  expect(await composeEmail(await newestFor(owner.email))).toMatchObject({ row: 'removed' })
  expect(await emailsOf(owner, 'email-taken')).toHaveLength(1)
})

test('a taken phone number is reported only to the new email, with a link to finish with another number', async () => {
  const owner = await someone({ passwordHash: 'theirs' })
  const person = { ...aPerson(), phone_number: owner.phoneNumber }
  await aPendingRegistration(person)
  const { to, content } = await composed(await newestFor(person.email))
  expect(to).toBe(person.email)
  expect(content.text).toMatch(/phone number/i)
  for (const never of [owner.email, owner.lastName]) expect(content.text).not.toContain(never)
  const link = await readVerificationLink(tokenFor('/verify-email', content), undefined)
  expect(link).toMatchObject({ state: 'good', phoneTaken: true })
})

test('a new email, a known one, a taken phone number and a repeat leave the same rows and answer [C1]', async () => {
  const [owner, person] = [await someone({ passwordHash: 'theirs' }), aPerson()]
  const asked: Person[] = [
    person,
    { ...aPerson(), email: owner.email },
    { ...aPerson(), phone_number: owner.phoneNumber },
    person,
  ]
  await withSettings({ REGISTRATION: 'confirm' }, async () => {
    for (const each of asked) {
      expect(await register(each, aCaller())).toEqual({ ok: true, value: { message: expect.any(String) } })
      const { kind, userId, recipient, data } = await newestFor(each.email)
      expect({ kind, userId, recipient }).toEqual({ kind: 'confirm-registration', userId: null, recipient: each.email })
      expect(Object.keys(data).sort()).toEqual(['first_name', 'ip', 'registration_id', 'user_agent'])
    }
  })
})

const newestFor = async (email: string) => (await emailsFor(email))[0]!
