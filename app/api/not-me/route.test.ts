import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { jsonDoor } from '@/test/doors/json-door'
import { usesLinks } from '@/test/doors/link-door-rules'
import { aLink } from '@/test/links/a-link'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/not-me', routes)
usesLinks(door, 'not-me')

test('the link of a notice ends every session and says so', async () => {
  const user = await someone()
  await Promise.all([loggedIn(user, 'browser'), loggedIn(user, 'api')])
  const { token } = await aLink('not-me', user)
  const { status, body } = await door.send('POST', { body: { token } })
  const message = 'We logged out every device and emailed a link to choose a new password.'
  expect([status, body]).toEqual([200, { message }])
  expect((await rowsOf(user)).sessions).toEqual([])
})

test('the link in a password reset email cancels only that reset, and says so', async () => {
  const user = await someone()
  await loggedIn(user)
  await aResetLink(user)
  const { token } = await newestLink('not-me', user)
  const { status, body } = await door.send('POST', { body: { token } })
  expect([status, body]).toEqual([
    200,
    { message: 'The reset request was canceled. We won’t send reset links for 6 hours.' },
  ])
  expect(await rowsOf(user)).toMatchObject({ sessions: [{}], resets: [{ replacedAt: expect.any(Date) }] })
})
