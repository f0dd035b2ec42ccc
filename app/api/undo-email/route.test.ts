import { rowsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { jsonDoor } from '@/test/doors/json-door'
import { usesLinks } from '@/test/doors/link-door-rules'
import { aLink } from '@/test/links/a-link'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/undo-email', routes)
usesLinks(door, 'undo-email')

test('the previous email is restored', async () => {
  const user = await someone()
  const { token } = await aLink('undo-email', user)
  expect((await rowsOf(user)).user?.email).not.toBe(user.email)
  const { status, body } = await door.send('POST', { body: { token } })
  const message = 'Email address restored, and every device was logged out'
  expect([status, body]).toEqual([200, { message }])
  expect((await rowsOf(user)).user?.email).toBe(user.email)
})
