import { passkeysOf } from '@/db/factors/passkeys'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { confirmingWith, someoneWithPasskeyAlone } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

type Someone = Awaited<ReturnType<typeof someone>>

const door = jsonDoor('/api/passkeys/id', routes)
const renaming = {
  success: 200,
  ask: async (user: Someone) => ({ params: { id: (await aPasskeyOf(user)).id }, body: { name: 'Mine' } }),
}
const removing = {
  success: 204,
  ask: async (user: Someone) => ({
    params: { id: (await aPasskeyOf(user)).id },
    body: { current_password: user.password },
  }),
}
answersOnly(door, 'PATCH', 'DELETE')
asksWhoCalls(door, 'PATCH', renaming)
refusesOtherSites(door, 'PATCH', renaming)
takesJsonAlone(door, 'PATCH')
asksWhoCalls(door, 'DELETE', removing)
refusesOtherSites(door, 'DELETE', removing)
takesJsonAlone(door, 'DELETE')

test('only the passkey with the ID in the path is renamed or removed, whatever the body says', async () => {
  const user = await someone({ verified: true })
  const [one, kept] = [await aPasskeyOf(user), await aPasskeyOf(user)]
  const sent = { headers: bearer(await loggedIn(user)), params: { id: one.id }, search: `?id=${kept.id}` }
  const renamed = await door.send('PATCH', { ...sent, body: { id: kept.id, name: 'Office key' } })
  expect([renamed.status, renamed.body]).toMatchObject([200, { passkey: { id: one.id, name: 'Office key' } }])
  expect(Object.keys(renamed.body.passkey)).toEqual(['id', 'name', 'synced', 'usable', 'created_at', 'last_used_at'])
  const removed = await door.send('DELETE', { ...sent, body: { id: kept.id, current_password: user.password } })
  expect([removed.status, removed.body]).toEqual([204, undefined])
  expect(await passkeysOf(user.id)).toEqual([kept])
})

test('a passkey of somebody else, a removed one and a malformed ID get the same 404', async () => {
  const [user, other] = [await someone({ verified: true }), await someone({ verified: true })]
  const theirs = await aPasskeyOf(other)
  const headers = bearer(await loggedIn(user))
  const ids = [theirs.id, '00000000-0000-7000-8000-000000000000', 'x', '', "' or 1=1 --", '\0']
  const answers = []
  for (const id of ids) {
    answers.push(await door.send('PATCH', { headers, params: { id }, body: { name: 'Mine' } }))
    const body = { current_password: user.password }
    answers.push(await door.send('DELETE', { headers, params: { id }, body }))
  }
  expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not-found' } })
  for (const { status, body } of answers) expect([status, body]).toEqual([404, answers[0]!.body])
  expect(await passkeysOf(other.id)).toEqual([theirs])
})

test('removing needs to be confirmed, renaming does not [M14]', async () => {
  const user = await someone({ verified: true })
  const { id } = await aPasskeyOf(user)
  const sent = { headers: bearer(await loggedIn(user)), params: { id } }
  const asked = await door.send('DELETE', { ...sent, body: {} })
  expect([asked.status, asked.body.errors]).toEqual([
    422,
    [{ pointer: '#/current_password', detail: 'Enter your current password.' }],
  ])
  expect((await door.send('PATCH', { ...sent, body: { name: 'Mine' } })).status).toBe(200)
})

test('the last second factor is a 409 [M28]', async () => {
  const { caller, passkey, device } = await someoneWithPasskeyAlone()
  const headers = { ...cookie(caller.credential), ...ownPage }
  const body = { credential: await confirmingWith(device, caller) }
  const answer = await door.send('DELETE', { headers, params: { id: passkey.id }, body })
  expect([answer.status, answer.body.code]).toEqual([409, 'last-factor'])
})
