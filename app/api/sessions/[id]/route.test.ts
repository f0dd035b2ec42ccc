import type { User } from '@/db/accounts/users'
import { currentUser } from '@/lib/sessions/current-user'
import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/sessions/id', routes)
const rules = {
  success: 204,
  ask: async (user: User) => ({ params: { id: await idOf(user, await loggedIn(user)) } }),
}
answersOnly(door, 'DELETE')
asksWhoCalls(door, 'DELETE', rules)
refusesOtherSites(door, 'DELETE', rules)

test('only the session with the ID in the path ends, even if the query names another [F8]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [here, gone, other] = [await loggedIn(user), await loggedIn(user, 'browser'), await loggedIn(user)]
  const answer = await door.send('DELETE', {
    headers: bearer(here),
    params: { id: await idOf(user, gone) },
    search: `?id=${await idOf(user, other)}`,
  })
  expect([answer.status, answer.body]).toEqual([204, undefined])
  expect(await currentUser(gone)).toBeUndefined()
  for (const credential of [here, other]) expect(await currentUser(credential)).toBeDefined()
})

test('the current session can be ended like any other', async () => {
  const user = await someone({ passwordHash: 'old' })
  const here = await loggedIn(user)
  const ended = { headers: bearer(here), params: { id: await idOf(user, here) } }
  expect((await door.send('DELETE', ended)).status).toBe(204)
  expect((await door.send('DELETE', ended)).status).toBe(401)
})

test('another account’s session, an ended one and a malformed ID get the same 404', async () => {
  const [user, other] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
  const [here, theirs, gone] = [await loggedIn(user), await loggedIn(other), await loggedIn(user)]
  const headers = bearer(here)
  const goneId = await idOf(user, gone)
  await door.send('DELETE', { headers, params: { id: goneId } })
  const ids = [await idOf(other, theirs), goneId, '00000000-0000-7000-8000-000000000000', 'x', '', "' or 1=1 --", '\0']
  const answers = []
  for (const id of ids) answers.push(await door.send('DELETE', { headers, params: { id } }))
  expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not-found' } })
  for (const { status, body } of answers) expect([status, body]).toEqual([404, answers[0]!.body])
  expect(await currentUser(theirs)).toBeDefined()
})

async function idOf(user: User, { tokenHash }: { tokenHash: string }): Promise<string> {
  return (await rowsOf(user)).sessions.find((session) => session.tokenHash === tokenHash)!.id
}
