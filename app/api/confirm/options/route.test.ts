import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/confirm/options', routes)
const rules = {
  success: 200,
  ask: async (user: Awaited<ReturnType<typeof someone>>) => {
    await aPasskeyOf(user)
    return {}
  },
}
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)

test('the answer has the options for the passkeys of the account and nothing else [A17, M22]', async () => {
  const user = await someone({ verified: true })
  const { credentialId: id } = await aPasskeyOf(user)
  const answer = await door.send('POST', { headers: { ...cookie(await loggedIn(user, 'browser')), ...ownPage } })
  expect([answer.status, answer.body]).toEqual([
    200,
    {
      options: {
        challenge: expect.any(String),
        rpId: 'localhost',
        timeout: expect.any(Number),
        userVerification: 'required',
        allowCredentials: [{ type: 'public-key', id, transports: ['internal'] }],
      },
    },
  ])
})

test('an account without passkeys gets a 409', async () => {
  const answer = await door.send('POST', { headers: bearer(await loggedIn(await someone())) })
  expect([answer.status, answer.body.code]).toEqual([409, 'passkeys-unavailable'])
})
