import { appCode } from '@/e2e/support/app-code'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/recovery-codes', routes)
// Without two-step login, nobody gets further than this.
const rules = {
  success: 409,
  ask: ({ password }: { password: string }) => ({ body: { current_password: password } }),
}
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)
takesJsonAlone(door, 'POST')

test('the answer has ten codes and nothing else [A17, M9]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const headers = bearer((await aCallerWithSecondStep(user)).credential)
  const answer = await door.send('POST', { headers, body: { current_password: user.password, code: appCode(secret) } })
  expect([answer.status, answer.body]).toEqual([200, { recovery_codes: Array(10).fill(expect.any(String)) }])
})
