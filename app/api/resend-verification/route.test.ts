import { emailsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/resend-verification', routes)
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', { success: 202 })
refusesOtherSites(door, 'POST', { success: 202 })

test('the email is queued at most once a minute, and the wait is given in seconds [H5]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const headers = bearer(await loggedIn(user))
  const first = await door.send('POST', { headers })
  expect([first.status, first.body]).toEqual([202, { message: expect.any(String) }])
  const again = await door.send('POST', { headers })
  expect([again.status, again.body.code]).toEqual([429, 'too-many-requests'])
  const wait = Number(again.headers.get('retry-after'))
  expect(wait > 0 && wait <= 60).toBe(true)
  expect(await emailsOf(user, 'verify-email')).toMatchObject([{ recipient: user.email, status: 'queued' }])
})

test('the email goes to the email on file, whatever the body says [A5]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const other = await someone({ passwordHash: 'old' })
  const headers = bearer(await loggedIn(user))
  await door.send('POST', { headers, body: { email: 'a@evil.test', user_id: other.id, userId: other.id } })
  expect(await emailsOf(user, 'verify-email')).toMatchObject([{ recipient: user.email }])
  expect(await emailsOf(other, 'verify-email')).toEqual([])
})
