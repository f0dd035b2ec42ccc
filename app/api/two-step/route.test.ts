import { appCode } from '@/e2e/support/app-code'
import { accountOf } from '@/test/accounts/account-now'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
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
answersOnly(door, 'DELETE')
asksWhoCalls(door, 'DELETE', rules)
refusesOtherSites(door, 'DELETE', rules)
takesJsonAlone(door, 'DELETE')

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
