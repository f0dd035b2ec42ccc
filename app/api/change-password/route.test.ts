import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/change-password', routes)
const rules = {
  success: 200,
  ask: ({ password }: { password: string }) => ({
    body: { current_password: password, new_password: 'a new password' },
  }),
}
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)
takesJsonAlone(door, 'POST')

test('the answer is only a message: no token, no user, no email [A17]', async () => {
  const user = await someone()
  const headers = bearer(await loggedIn(user))
  const answer = await door.send('POST', { headers, ...rules.ask(user) })
  expect([answer.status, answer.body]).toEqual([200, { message: 'Password changed successfully' }])
})

test('a wrong current password is a 403 with an error on its field, and changes nothing [F8]', async () => {
  const user = await someone()
  const headers = bearer(await loggedIn(user))
  const before = await rowsOf(user)
  const body = { current_password: 'a wrong password', new_password: 'a new password' }
  const answer = await door.send('POST', { headers, body })
  expect([answer.status, answer.body.code, answer.body.errors]).toEqual([
    403,
    'wrong-password',
    [{ pointer: '#/current_password', detail: expect.any(String) }],
  ])
  expect(await rowsOf(user)).toEqual(before)
})

test('the API always requires the current password, even with a cookie [F8]', async () => {
  const user = await someone()
  const ways = [bearer(await loggedIn(user)), { ...cookie(await loggedIn(user, 'browser')), ...ownPage }]
  for (const headers of ways) {
    const answer = await door.send('POST', { headers, body: { new_password: 'a new password' } })
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '#/current_password'])
  }
  expect((await rowsOf(user)).user?.passwordHash).toBe(user.passwordHash)
})

test('a value that is not text is rejected with an error on its field [B14]', async () => {
  const user = await someone()
  const headers = bearer(await loggedIn(user))
  const right: Record<string, unknown> = rules.ask(user).body
  for (const name of ['current_password', 'new_password'])
    for (const value of [null, 12345678, true, {}, ['a new password'], '', 'abcdefgh\ud800']) {
      const answer = await door.send('POST', { headers, body: { ...right, [name]: value } })
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, `#/${name}`])
    }
  expect((await rowsOf(user)).user?.passwordHash).toBe(user.passwordHash)
})
