import { sql } from 'drizzle-orm'
import { appCode } from '@/e2e/support/app-code'
import { changeAccount } from '@/test/accounts/account-now'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/authenticator-app', routes)
const rules = {
  success: 201,
  ask: async (user: Awaited<ReturnType<typeof someone>>) => {
    await changeAccount(user, { emailVerifiedAt: sql`now()` })
    return { body: { current_password: user.password } }
  },
}
answersOnly(door, 'POST', 'DELETE')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)
takesJsonAlone(door, 'POST')
// Without an app, nobody gets further than this.
asksWhoCalls(door, 'DELETE', { ...rules, success: 404 })
refusesOtherSites(door, 'DELETE', { ...rules, success: 404 })
takesJsonAlone(door, 'DELETE')

test('the app can be removed beside a passkey, and is a 409 without one [M28]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const headers = bearer((await aCallerWithSecondStep(user)).credential)
  const sent = (step: number) => ({
    headers,
    body: { current_password: user.password, code: appCode(secret, undefined, step) },
  })
  const alone = await door.send('DELETE', sent(0))
  expect([alone.status, alone.body.code]).toEqual([409, 'last-factor'])
  await aPasskeyOf(user)
  const beside = await door.send('DELETE', sent(1))
  expect([beside.status, beside.body]).toEqual([204, undefined])
})

test('the answer has the secret, its URI and its seconds [A17]', async () => {
  const user = await someone({ verified: true })
  const headers = bearer(await loggedIn(user))
  const answer = await door.send('POST', { headers, body: { current_password: user.password } })
  expect([answer.status, answer.body]).toEqual([
    201,
    {
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      uri: expect.stringMatching(/^otpauth:\/\/totp\//),
      expires_in: 1800,
    },
  ])
})

test('an unverified email is a 403 [M17]', async () => {
  const user = await someone()
  const headers = bearer(await loggedIn(user))
  const answer = await door.send('POST', { headers, body: { current_password: user.password } })
  expect([answer.status, answer.body.code]).toEqual([403, 'email-unverified'])
})

test('the API asks to confirm each time, even with the cookie of a fresh session [M14]', async () => {
  const user = await someone({ verified: true })
  const { caller } = await someoneWithTwoStep()
  const asked = [
    [bearer(await loggedIn(user)), 422, 'invalid-input'],
    [{ ...cookie(await loggedIn(user, 'browser')), ...ownPage }, 422, 'invalid-input'],
    [{ ...cookie(caller.credential), ...ownPage }, 403, 'confirmation-required'],
  ] as const
  for (const [headers, status, code] of asked) {
    const answer = await door.send('POST', { headers, body: {} })
    expect([answer.status, answer.body.code]).toEqual([status, code])
  }
})
