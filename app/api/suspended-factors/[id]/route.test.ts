import { suspendedFactorsOf } from '@/db/factors/set-aside/suspended-factors'
import { appCode } from '@/e2e/support/app-code'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import {
  passkeySuspendedOf,
  someoneWithSuspended,
  someoneWithSuspendedPasskey,
} from '@/test/accounts/suspended-factors'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

type Someone = Awaited<ReturnType<typeof someone>>

const door = jsonDoor('/api/suspended-factors/id', routes)
const removing = {
  success: 204,
  ask: async (user: Someone) => ({
    params: { id: await passkeySuspendedOf(user) },
    body: { current_password: user.password },
  }),
}
answersOnly(door, 'DELETE')
asksWhoCalls(door, 'DELETE', removing)
refusesOtherSites(door, 'DELETE', removing)
takesJsonAlone(door, 'DELETE')

test('only the factor with the ID in the path is removed, whatever the body says', async () => {
  const { user, caller, secret, ids } = await someoneWithSuspended('browser')
  const headers = { ...cookie(caller.credential), ...ownPage }
  const confirmed = { current_password: user.password, code: appCode(secret) }
  const params = { id: ids.passkey! }
  const answer = await door.send('DELETE', {
    ...{ headers, params, search: `?id=${ids['recovery-codes']}` },
    body: { ...confirmed, id: ids['authenticator-app'] },
  })
  expect([answer.status, answer.body]).toEqual([204, undefined])
  expect((await suspendedFactorsOf(user.id)).map(({ kind }) => kind)).toEqual(['authenticator-app', 'recovery-codes'])
})

test('a factor of somebody else, an unknown and a malformed ID get the same 404', async () => {
  const [user, other] = [await someone({ verified: true }), await someoneWithSuspendedPasskey()]
  const sent = { headers: bearer(await loggedIn(user)), body: { current_password: user.password } }
  const answers = []
  for (const id of [other.id, other.passkey.id, '00000000-0000-7000-8000-000000000000', 'x', '', "' or 1=1 --", '\0'])
    answers.push(await door.send('DELETE', { ...sent, params: { id } }))
  expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not-found' } })
  for (const { status, body } of answers) expect([status, body]).toEqual([404, answers[0]!.body])
  expect(await suspendedFactorsOf(other.user.id)).toHaveLength(1)
})

test('removing needs to be confirmed [M14]', async () => {
  const { caller, id } = await someoneWithSuspendedPasskey()
  const asked = await door.send('DELETE', { headers: bearer(caller.credential), params: { id }, body: {} })
  expect([asked.status, asked.body.errors]).toEqual([
    422,
    [{ pointer: '#/current_password', detail: 'Enter your current password.' }],
  ])
})
