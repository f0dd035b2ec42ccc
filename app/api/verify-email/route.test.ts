import { aPerson } from '@/e2e/support/steps/person'
import { login } from '@/lib/sessions/login/login'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { aPendingRegistration } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { jsonDoor } from '@/test/doors/json-door'
import { usesLinks } from '@/test/doors/link-door-rules'
import { newestLink } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/verify-email', routes)
usesLinks(door, 'verify-email')

test('the link in the welcome email verifies the email [A15]', async () => {
  const user = await someone()
  const { token } = await newestLink('verify-email', user)
  const { status, body } = await door.send('POST', { body: { token } })
  expect([status, body]).toEqual([200, { message: 'Email address verified successfully' }])
  expect((await rowsOf(user)).user).toMatchObject({ emailVerifiedAt: expect.any(Date) })
})

test('a registration link creates the account with the password that its reader chooses', async () => {
  const person = aPerson()
  const { token } = await aPendingRegistration({ ...person, password: 'the password of a stranger' })
  const { email, password, phone_number } = person
  const missing = await door.send('POST', { body: { token } })
  expect([missing.status, missing.body.code, missing.body.errors[0].pointer]).toEqual([
    422,
    'invalid-input',
    '#/password',
  ])
  expect(await login({ email, password }, aCaller())).toMatchObject({ code: 'invalid-credentials' })
  const { status, body } = await door.send('POST', { body: { token, password, phone_number: `+${phone_number}` } })
  expect([status, body]).toEqual([200, { message: 'Email address verified successfully' }])
  expect(await login({ email, password }, aCaller())).toMatchObject({
    value: { user: { email_verified: true, phone_number: `+${phone_number}` } },
  })
})

test('a password of the wrong type is rejected with an error on its field [B14]', async () => {
  const { token } = await aPendingRegistration()
  for (const password of [null, 7, {}, ['x'], '', 'a\ud800']) {
    const { status, body } = await door.send('POST', { body: { token, password } })
    expect([status, body.errors[0].pointer]).toEqual([422, '#/password'])
  }
})
