import { aPerson } from '@/e2e/support/steps/person'
import { publicUser } from '@/lib/accounts/public-user'
import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { statementsOf } from '@/test/database-statements'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/me', routes)
const patch = { success: 200, ask: () => ({ body: { first_name: 'Grace' } }) }
const remove = {
  success: 202,
  ask: ({ password }: { password: string }) => ({ body: { current_password: password } }),
}
answersOnly(door, 'GET', 'PATCH', 'DELETE')
asksWhoCalls(door, 'GET', { success: 200 })
asksWhoCalls(door, 'PATCH', patch)
asksWhoCalls(door, 'DELETE', remove)
refusesOtherSites(door, 'PATCH', patch)
refusesOtherSites(door, 'DELETE', remove)
takesJsonAlone(door, 'PATCH')
takesJsonAlone(door, 'DELETE')

test('a bearer token and a cookie each return the logged-in user, uncached [F13]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [api, browser] = [await loggedIn(user, 'api'), await loggedIn(user, 'browser')]
  for (const headers of [bearer(api), cookie(browser)]) {
    const { status, body } = await door.send('GET', { headers })
    expect([status, body]).toEqual([200, { user: publicUser(user) }])
  }
})

test('reading the logged-in user takes one query and writes nothing', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [api, browser] = [await loggedIn(user, 'api'), await loggedIn(user, 'browser')]
  for (const headers of [bearer(api), cookie(browser)]) {
    const asked = await statementsOf(() => door.send('GET', { headers }))
    expect(asked).toEqual([expect.stringMatching(/^select .* from "sessions" inner join "users"/)])
  }
  expect(await statementsOf(() => door.send('GET'))).toEqual([])
})

test('a change returns the public fields of the updated user [A17]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { phone_number } = aPerson()
  const body = { first_name: ' Grace ', phone_number: `+${phone_number}` }
  const answer = await door.send('PATCH', { headers: bearer(await loggedIn(user)), body })
  const now = { ...publicUser(user), first_name: 'Grace', phone_number: `+${phone_number}` }
  expect([answer.status, answer.body]).toEqual([200, { user: now }])
})

test('unknown members never reach the row [A2, B15]', async () => {
  const [user, other] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
  const headers = bearer(await loggedIn(user))
  const [before, theirs] = [await rowsOf(user), await rowsOf(other)]
  const at = '2020-01-01T00:00:00Z'
  const wished = [
    { id: other.id, user_id: other.id, userId: other.id, role: 'admin', is_admin: true },
    { email: 'wished@example.com', emailCanonical: 'wished@example.com', email_canonical: 'wished@example.com' },
    { email_verified: true, email_verified_at: at, emailVerifiedAt: at, created_at: at, createdAt: at },
    { passwordHash: 'wished', password_hash: 'wished', password: 'wished password', current_password: user.password },
    { deletionDueAt: at, disabledAt: at, resetsMutedUntil: at, devicesForgottenAt: at, updatedAt: at },
  ]
  const body = `${JSON.stringify(Object.assign({}, ...wished)).slice(0, -1)},"__proto__":{"firstName":"wished"}}`
  const answer = await door.send('PATCH', { headers, body })
  expect([answer.status, answer.body]).toEqual([200, { user: publicUser(user) }])
  const after = await rowsOf(user)
  expect({ ...after, user: { ...after.user, updatedAt: before.user?.updatedAt } }).toEqual(before)
  expect(after.user!.updatedAt.getUTCFullYear()).toBeGreaterThan(2020)
  expect(await rowsOf(other)).toEqual(theirs)
})

test('errors are listed by field, and a taken phone number without saying whose it is [A1, B14]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const headers = bearer(await loggedIn(user))
  const before = await rowsOf(user)
  for (const name of ['first_name', 'last_name', 'phone_number'])
    for (const value of [null, 7, true, {}, ['x'], '', ' ', 'x'.repeat(101), 'a\u0000b']) {
      const { status, body } = await door.send('PATCH', { headers, body: { [name]: value } })
      expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([422, [`#/${name}`]])
    }
  const { phoneNumber } = await someone({ passwordHash: 'old' })
  const taken = await door.send('PATCH', { headers, body: { first_name: 'Grace', phone_number: phoneNumber } })
  expect([taken.status, taken.body.code]).toEqual([409, 'account-exists'])
  expect(await rowsOf(user)).toEqual(before)
})

test('a deletion returns its date, and a wrong password is a 403 that changes nothing', async () => {
  const user = await someone()
  const headers = bearer(await loggedIn(user))
  const before = await rowsOf(user)
  const wrong = await door.send('DELETE', { headers, body: { current_password: 'a wrong password' } })
  expect([wrong.status, wrong.body.code]).toEqual([403, 'wrong-password'])
  const missing = await door.send('DELETE', { headers, body: {} })
  expect([missing.status, missing.body.errors[0].pointer]).toEqual([422, '#/current_password'])
  expect(await rowsOf(user)).toEqual(before)
  const { status, body } = await door.send('DELETE', { headers, ...remove.ask(user) })
  const message = 'Your account will be deleted in 14 days. Log in before then to cancel.'
  expect([status, body]).toEqual([202, { message, deleted_at: expect.stringMatching(/Z$/) }])
  expect((await door.send('GET', { headers })).status).toBe(401)
})
