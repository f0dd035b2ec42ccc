import { aLink } from '@/e2e/support/a-link'
import { rowsOf } from '@/e2e/support/account-rows'
import { jsonDoor } from '@/e2e/support/json-door'
import { someone } from '@/e2e/support/someone'
import { usesLinks } from '@/e2e/support/token-door-rules'
import { expect, test } from '@/e2e/support/unit'
import * as routes from './route'

const door = jsonDoor('/api/undo-email', routes)
usesLinks(door, 'undo-email')

test('the former address comes back', async () => {
  const user = await someone()
  const { token } = await aLink('undo-email', user)
  expect((await rowsOf(user)).user?.email).not.toBe(user.email)
  const { status, body } = await door.send('POST', { body: { token } })
  const message = 'The former email address is back, and every device was logged out'
  expect([status, body]).toEqual([200, { message }])
  expect((await rowsOf(user)).user?.email).toBe(user.email)
})
