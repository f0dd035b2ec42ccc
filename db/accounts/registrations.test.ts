import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { aPendingRegistration, registrationsOf } from '@/test/accounts/pending-registration'
import { expect, test } from '@/test/unit'
import { confirmRegistration } from './confirm-registration'
import { openRegistration } from './registrations'
import type { User } from './users'

test('the email with the link becomes part of the account, and is deleted with it [G8]', async () => {
  const { id, emailId } = await aPendingRegistration()
  const user = (await confirmRegistration(id, {})) as User
  const [email] = await query((db) => db.select().from(emails).where(eq(emails.id, emailId)))
  expect(email).toMatchObject({ kind: 'confirm-registration', userId: user.id })
})

test('the hash of a registration that was verified or replaced is not kept', async () => {
  const person = aPerson()
  const [older, newer] = [await aPendingRegistration(person, 'same'), await aPendingRegistration(person, 'same')]
  await openRegistration(newer.id)
  const hashOf = async (wanted: string) =>
    (await registrationsOf(person.email)).find(({ id }) => id === wanted)?.passwordHash
  expect([await hashOf(older.id), await hashOf(newer.id)]).toEqual(['', newer.passwordHash])
  await confirmRegistration(newer.id, {})
  expect(await hashOf(newer.id)).toBe('')
})
