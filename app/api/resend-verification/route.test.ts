import { mailsOf } from '@/e2e/support/account-rows'
import { answersOnly, asksWhoCalls, refusesOtherSites } from '@/e2e/support/door-rules'
import { bearer, jsonDoor } from '@/e2e/support/json-door'
import { signedIn } from '@/e2e/support/signed-in'
import { someone } from '@/e2e/support/someone'
import { expect, test } from '@/e2e/support/unit'
import * as routes from './route'

const door = jsonDoor('/api/resend-verification', routes)
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', { success: 202 })
refusesOtherSites(door, 'POST', { success: 202 })

test('the mail is queued once a minute, and the wait is said in seconds [H5]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const headers = bearer(await signedIn(user))
  const first = await door.send('POST', { headers })
  expect([first.status, first.body]).toEqual([202, { message: expect.any(String) }])
  const again = await door.send('POST', { headers })
  expect([again.status, again.body.code]).toEqual([429, 'too-many-requests'])
  const wait = Number(again.headers.get('retry-after'))
  expect(wait > 0 && wait <= 60).toBe(true)
  expect(await mailsOf(user, 'verify-email')).toMatchObject([{ recipient: user.email, status: 'queued' }])
})

test('the mail goes to the address on file, whatever the body says [A5]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const other = await someone({ passwordHash: 'old' })
  const headers = bearer(await signedIn(user))
  await door.send('POST', { headers, body: { email: 'a@evil.test', user_id: other.id, userId: other.id } })
  expect(await mailsOf(user, 'verify-email')).toMatchObject([{ recipient: user.email }])
  expect(await mailsOf(other, 'verify-email')).toEqual([])
})
