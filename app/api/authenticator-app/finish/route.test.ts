import { appCode } from '@/e2e/support/app-code'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/authenticator-app/finish', routes)
// Without a setup, nobody gets further than this.
const rules = { success: 400, ask: () => ({ body: { code: '123456' } }) }
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)
takesJsonAlone(door, 'POST')

async function begun() {
  const user = await someone({ verified: true })
  const caller = await aCallerOf(user)
  const begun = await beginAuthenticatorApp({ current_password: user.password }, caller)
  const { secret } = (begun as { value: { secret: string } }).value
  return { secret, headers: bearer(caller.credential) }
}

test('the first app is answered with ten recovery codes, and a second finish with set-up-expired [M9, M13]', async () => {
  const { secret, headers } = await begun()
  const body = { code: appCode(secret) }
  const answer = await door.send('POST', { headers, body })
  expect([answer.status, answer.body]).toEqual([
    200,
    { message: 'Two-step login is on.', recovery_codes: Array(10).fill(expect.any(String)) },
  ])
  const again = await door.send('POST', { headers, body })
  expect([again.status, again.body.code]).toEqual([400, 'set-up-expired'])
})

test('a wrong code is a 403 and what is no code a 422, each with an error on the field [B14]', async () => {
  const { secret, headers } = await begun()
  const wrong = await door.send('POST', { headers, body: { code: appCode(secret, 0) } })
  expect([wrong.status, wrong.body.code, wrong.body.errors]).toEqual([
    403,
    'wrong-code',
    [{ pointer: '#/code', detail: expect.any(String) }],
  ])
  for (const code of [undefined, null, 123456, true, {}, ['123456'], '', '12345', 'x'.repeat(9_000)]) {
    const answer = await door.send('POST', { headers, body: { code } })
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '#/code'])
  }
  expect((await door.send('POST', { headers, body: { code: ` ${appCode(secret)} ` } })).status).toBe(200)
})
