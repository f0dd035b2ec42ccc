import { PASSKEYS_AT_MOST } from '@/db/factors/own-passkeys'
import { passkeysOf } from '@/db/factors/passkeys'
import { suspendedFactorsOf } from '@/db/factors/set-aside/suspended-factors'
import { appCode } from '@/e2e/support/app-code'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import {
  passkeySuspendedOf,
  someoneWithSuspended,
  someoneWithSuspendedPasskey,
} from '@/test/accounts/suspended-factors'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

type Someone = Awaited<ReturnType<typeof someone>>

const door = jsonDoor('/api/suspended-factors/id/keep', routes)
const keeping = {
  success: 204,
  ask: async (user: Someone) => ({
    params: { id: await passkeySuspendedOf(user) },
    body: { current_password: user.password },
  }),
}
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', keeping)
refusesOtherSites(door, 'POST', keeping)
takesJsonAlone(door, 'POST')

test('only the factor with the ID in the path is kept, whatever the body says', async () => {
  const { user, caller, secret, ids } = await someoneWithSuspended('api')
  const sent = { headers: bearer(caller.credential), params: { id: ids.passkey! } }
  const confirmed = { current_password: user.password, code: appCode(secret) }
  const asked = await door.send('POST', { ...sent, body: { id: ids['authenticator-app'] } })
  expect([asked.status, asked.body.code, asked.body.methods]).toEqual([
    403,
    'confirmation-required',
    ['authenticator-app'],
  ])
  const answer = await door.send('POST', { ...sent, body: { ...confirmed, id: ids['authenticator-app'] } })
  expect([answer.status, answer.body]).toEqual([204, undefined])
  expect(await passkeysOf(user.id)).toMatchObject([{ name: 'Theirs' }])
  expect((await suspendedFactorsOf(user.id)).map(({ kind }) => kind)).toEqual(['authenticator-app', 'recovery-codes'])
})

test('a factor of somebody else, an unknown and a malformed ID get the same 404', async () => {
  const [user, other] = [await someone({ verified: true }), await someoneWithSuspendedPasskey()]
  const sent = { headers: bearer(await loggedIn(user)), body: { current_password: user.password } }
  const answers = []
  for (const id of [other.id, other.passkey.id, '00000000-0000-7000-8000-000000000000', 'x', '', "' or 1=1 --", '\0'])
    answers.push(await door.send('POST', { ...sent, params: { id } }))
  expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not-found' } })
  for (const { status, body } of answers) expect([status, body]).toEqual([404, answers[0]!.body])
  expect([await passkeysOf(user.id), await suspendedFactorsOf(other.user.id)]).toMatchObject([[], [{ id: other.id }]])
})

test('beside 20 passkeys another one is a 409', async () => {
  const { user, caller, id } = await someoneWithSuspendedPasskey()
  for (let count = 0; count < PASSKEYS_AT_MOST; count++) await aPasskeyOf(user)
  const body = { current_password: user.password }
  const answer = await door.send('POST', { headers: bearer(caller.credential), params: { id }, body })
  expect([answer.status, answer.body.code]).toEqual([409, 'too-many-passkeys'])
})
