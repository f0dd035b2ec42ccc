import { appCode } from '@/e2e/support/app-code'
import { softwareAuthenticator } from '@/e2e/support/authenticator'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { confirmingWith, someoneWithPasskeyAlone } from '@/test/accounts/signing-passkey'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/confirm', routes)
const rules = {
  success: 200,
  ask: ({ password }: { password: string }) => ({ body: { current_password: password } }),
}
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)
takesJsonAlone(door, 'POST')

test('the answer has a confirmation and its seconds, and no new session token [A17]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const headers = bearer((await aCallerWithSecondStep(user)).credential)
  const answer = await door.send('POST', { headers, body: { current_password: user.password, code: appCode(secret) } })
  expect([answer.status, answer.body]).toEqual([200, { confirmation: expect.any(String), expires_in: 600 }])
})

test('with two-step login the password alone and a code alone are a 403 that says how to confirm [M15]', async () => {
  const { user, secret, caller } = await someoneWithTwoStep()
  // Also with the cookie of a session that is fresh.
  const ways = [bearer((await aCallerWithSecondStep(user)).credential), { ...cookie(caller.credential), ...ownPage }]
  for (const headers of ways)
    for (const [body, missing] of [
      [{ current_password: user.password }, '#/code'],
      [{ code: appCode(secret) }, '#/current_password'],
    ] as const) {
      const answer = await door.send('POST', { headers, body })
      expect([answer.status, answer.body]).toMatchObject([
        403,
        { code: 'confirmation-required', methods: ['authenticator-app'], errors: [{ pointer: missing }] },
      ])
    }
})

test('a wrong and a used code are a 403 with an error on the field [M5]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const headers = bearer((await aCallerWithSecondStep(user)).credential)
  const right = { current_password: user.password, code: appCode(secret) }
  const answers = []
  for (const code of [appCode(secret, 0), right.code, right.code])
    answers.push(await door.send('POST', { headers, body: { ...right, code } }))
  expect(answers.map(({ status }) => status)).toEqual([403, 200, 403])
  for (const { body } of [answers[0]!, answers[2]!])
    expect(body).toMatchObject({ code: 'wrong-code', errors: [{ pointer: '#/code', detail: expect.any(String) }] })
})

test('a passkey alone confirms; a wrong one and one that no account has each get a 403 of their own [M14]', async () => {
  const { caller, device } = await someoneWithPasskeyAlone()
  const headers = { ...cookie(caller.credential), ...ownPage }
  const answers = []
  for (const [from, faults] of [
    [device, { wrongKey: true }],
    [softwareAuthenticator(), {}],
    [device, {}],
  ] as const)
    answers.push(await door.send('POST', { headers, body: { credential: await confirmingWith(from, caller, faults) } }))
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [403, 'passkey-refused'],
    [403, 'passkey-unknown'],
    [200, undefined],
  ])
  expect(answers[2]!.body).toEqual({ confirmation: expect.any(String), expires_in: 600 })
})
