import { aPerson } from '@/e2e/support/steps/person'
import { rowsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { jsonDoor } from '@/test/doors/json-door'
import { usesLinks } from '@/test/doors/link-door-rules'
import { requestedChange } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/confirm-email', routes)
usesLinks(door, 'confirm-email')

test('the account’s email becomes the one that the link was sent to, whatever else the body says [A2]', async () => {
  const user = await someone()
  const { token, to: email } = await requestedChange(user)
  const more = { email: aPerson().email, new_email: aPerson().email, user_id: (await someone()).id }
  const { status, body } = await door.send('POST', { body: { token, ...more } })
  expect([status, body]).toEqual([200, { message: 'Email address changed successfully' }])
  expect((await rowsOf(user)).user).toMatchObject({ email, emailCanonical: email })
})

test('an email taken by another account in the meantime is answered with 409', async () => {
  const { token, to: email } = await requestedChange(await someone())
  await someone({ email })
  const { status, body } = await door.send('POST', { body: { token } })
  expect([status, body.code]).toEqual([409, 'account-exists'])
})
