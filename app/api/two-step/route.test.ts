import { appCode } from '@/e2e/support/app-code'
import { accountOf } from '@/test/accounts/account-now'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/two-step', routes)
// While it is off already, nobody gets further than this.
const rules = {
  success: 409,
  ask: ({ password }: { password: string }) => ({ body: { current_password: password } }),
}
answersOnly(door, 'PUT', 'DELETE')
asksWhoCalls(door, 'DELETE', rules)
refusesOtherSites(door, 'DELETE', rules)
takesJsonAlone(door, 'DELETE')
// Without a passkey, nobody gets further than this.
asksWhoCalls(door, 'PUT', rules)
refusesOtherSites(door, 'PUT', rules)
takesJsonAlone(door, 'PUT')

test('two-step login can be switched on with a passkey, and only the first answer has the codes [A17, M9]', async () => {
  const user = await someone({ verified: true })
  await aPasskeyOf(user)
  const headers = bearer(await loggedIn(user))
  const body = { current_password: user.password }
  expect((await door.send('PUT', { headers, body: {} })).status).toBe(422)
  const answer = await door.send('PUT', { headers, body })
  const message = 'Two-step login is on.'
  expect([answer.status, answer.body]).toEqual([200, { message, recovery_codes: Array(10).fill(expect.any(String)) }])
  expect((await accountOf(user)).twoStepAt).not.toBeNull()
  const again = await door.send('PUT', { headers, body })
  expect([again.status, again.body.code, again.body.methods]).toEqual([403, 'confirmation-required', ['passkey']])
})

test('two-step login that is on stays on, without new codes', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const headers = bearer((await aCallerWithSecondStep(user)).credential)
  const answer = await door.send('PUT', { headers, body: { current_password: user.password, code: appCode(secret) } })
  expect([answer.status, answer.body]).toEqual([200, { message: 'Two-step login is on.' }])
})

test('two-step login goes off with the password and a code, and with nothing less [M14, M15]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const headers = bearer((await aCallerWithSecondStep(user)).credential)
  const [current_password, code] = [user.password, appCode(secret)]
  for (const body of [{}, { current_password }, { code }]) {
    const answer = await door.send('DELETE', { headers, body })
    expect([answer.status, answer.body.code]).toEqual([403, 'confirmation-required'])
  }
  expect((await accountOf(user)).twoStepAt).not.toBeNull()
  const answer = await door.send('DELETE', { headers, body: { current_password, code } })
  expect([answer.status, answer.body]).toEqual([204, undefined])
  expect((await accountOf(user)).twoStepAt).toBeNull()
})
