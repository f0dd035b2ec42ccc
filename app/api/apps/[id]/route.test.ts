import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { anApp, enterApp, rowsOfApp } from '@/test/provider/an-app'
import { whileOn } from '@/test/provider/while-on'
import { expect, test } from '@/test/unit'
import * as routes from './route'

type Someone = Awaited<ReturnType<typeof someone>>

const door = jsonDoor('/api/apps/id', whileOn(routes))
const rules = { success: 204, ask: async (user: Someone) => ({ params: { id: (await enteredBy(user)).id } }) }
answersOnly(door, 'DELETE')
asksWhoCalls(door, 'DELETE', rules)
refusesOtherSites(door, 'DELETE', rules)

test('only the app with the ID in the path loses its access, and only to this account [P31]', async () => {
  const [user, other] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
  const [gone, kept] = [await enteredBy(user), await enteredBy(user)]
  await enterApp(other, gone)
  const headers = bearer(await loggedIn(user))
  const answer = await door.send('DELETE', { headers, params: { id: gone.id }, search: `?id=${kept.id}` })
  expect([answer.status, answer.body]).toEqual([204, undefined])
  expect(await rowsOfApp(gone, user)).toMatchObject({ records: [], logins: [], consents: [] })
  expect(await rowsOfApp(gone, other)).toMatchObject({ records: { length: 2 }, logins: { length: 1 } })
  expect(await rowsOfApp(kept, user)).toMatchObject({ records: { length: 2 }, logins: { length: 1 } })
})

test('an app of somebody else, one without access and a malformed ID get the same 404', async () => {
  const [user, other] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
  const headers = bearer(await loggedIn(user))
  const theirs = await enteredBy(other)
  const ids = [theirs.id, (await anApp()).id, 'nobody', '', 'x'.repeat(5000), "' or 1=1 --", '\0']
  const answers = []
  for (const id of ids) answers.push(await door.send('DELETE', { headers, params: { id } }))
  expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not-found' } })
  for (const { status, body } of answers) expect([status, body]).toEqual([404, answers[0]!.body])
  expect(await rowsOfApp(theirs)).toMatchObject({ records: { length: 2 }, logins: { length: 1 } })
})

async function enteredBy(user: Someone) {
  const app = await anApp()
  await enterApp(user, app)
  return app
}
