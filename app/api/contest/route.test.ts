import { rowsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { jsonDoor } from '@/test/doors/json-door'
import { usesLinks } from '@/test/doors/link-door-rules'
import { aLink } from '@/test/links/a-link'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/contest', routes)
usesLinks(door, 'contest')

test('the account is closed', async () => {
  const user = await someone()
  const { token } = await aLink('contest', user)
  const { status, body } = await door.send('POST', { body: { token } })
  const message = 'The account is closed to everyone until an operator decides who owns it.'
  expect([status, body]).toEqual([200, { message }])
  expect((await rowsOf(user)).user?.contestedAt).not.toBeNull()
})
