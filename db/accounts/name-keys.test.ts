import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { register } from '@/lib/accounts/register'
import { createUser } from '@/lib/operator/users/create-user'
import { settleContest } from '@/lib/operator/users/settle-contest'
import { updateProfile } from '@/lib/profile/update-profile'
import { accountOf } from '@/test/accounts/account-now'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { aStranger, bring } from '@/test/accounts/imported-people'
import { aPendingRegistration } from '@/test/accounts/pending-registration'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { confirmRegistration } from './confirm-registration'
import { contestAccount } from './email/contests'
import type { User } from './users'

const operator = { name: 'grace' }
const zoe = () => ({ ...aPerson(), first_name: 'ZOË', last_name: 'van  Dam' })
const zoesKeys = { nameKey: 'zoë van dam', lastNameKey: 'van dam zoë' }

async function keysOf(email: string) {
  const [user] = await query((db) => db.select().from(users).where(eq(users.email, email)))
  return { nameKey: user?.nameKey, lastNameKey: user?.lastNameKey }
}

test('a registration makes the keys of its name, at once or when its email is verified', async () => {
  const [one, other, renamed] = [zoe(), zoe(), { ...zoe(), first_name: 'Chloë' }]
  await withSettings({ REGISTRATION: 'open' }, () => register(one, aCaller()))
  expect(await keysOf(one.email)).toEqual(zoesKeys)
  await confirmRegistration((await aPendingRegistration(other)).id, {})
  expect(await keysOf(other.email)).toEqual(zoesKeys)
  await confirmRegistration((await aPendingRegistration(renamed)).id, {}, { firstName: 'Zoë' })
  expect(await keysOf(renamed.email)).toEqual(zoesKeys)
})

test('an account that an operator creates has keys', async () => {
  const person = zoe()
  expect(await createUser(person, operator)).toMatchObject({ ok: true })
  expect(await keysOf(person.email)).toEqual(zoesKeys)
})

test('imported accounts have keys, whether they are copied or inserted', async () => {
  const people = ['1', '2', '3'].map((id) => aStranger({ ...zoe(), id, password_hash: aStranger().password_hash }))
  await bring(people.slice(0, 1))
  await bring(people)
  for (const { email } of people) expect(await keysOf(email)).toEqual(zoesKeys)
})

test('a new name has new keys, also if only one half of it is changed', async () => {
  const user = await somebodyVerified()
  await updateProfile({ first_name: 'Zoë', last_name: 'Van Dam' }, await aCallerOf(user))
  expect(await accountOf(user)).toMatchObject(zoesKeys)
  await updateProfile({ first_name: 'Chloë' }, await aCallerOf(user))
  expect(await accountOf(user)).toMatchObject({ nameKey: 'chloë van dam', lastNameKey: 'van dam chloë' })
})

test('a name that comes back with its mailbox brings its keys, and so does one that an operator decides for', async () => {
  const former = await somebodyVerified()
  const move = await moved(former)
  await updateProfile({ first_name: 'Zoë', last_name: 'Van Dam' }, await aCallerOf(move.user))
  const { contest } = await takenBack(move)
  const keys = ({ nameKey, lastNameKey }: User) => ({ nameKey, lastNameKey })
  expect(keys(await accountOf(former))).toEqual(keys(former))
  await contestAccount(contest.id, {})
  await settleContest({ user: former.email, to: move.user.email }, operator)
  expect(await accountOf(former)).toMatchObject(zoesKeys)
})
