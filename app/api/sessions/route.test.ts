import { currentUser } from '@/lib/sessions/current-user'
import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/sessions', routes)
answersOnly(door, 'GET', 'DELETE')
asksWhoCalls(door, 'GET', { success: 200 })
asksWhoCalls(door, 'DELETE', { success: 204 })
refusesOtherSites(door, 'DELETE', { success: 204 })

test('every session has these members and no others [A17, F8]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [here, elsewhere] = [await loggedIn(user, 'api'), await loggedIn(user, 'browser')]
  const { status, body } = await door.send('GET', { headers: bearer(here) })
  const session = {
    id: expect.any(String),
    ip: null,
    device: 'Unknown device',
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
    last_seen_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
  }
  expect([status, body]).toEqual([
    200,
    {
      sessions: [
        { ...session, kind: 'browser', current: false },
        { ...session, kind: 'api', current: true },
      ],
    },
  ])
  const text = JSON.stringify(body)
  for (const { token, tokenHash } of [here, elsewhere])
    for (const secret of [token, tokenHash]) expect(text).not.toContain(secret)
})

test('all other sessions end, whatever ID is sent, and this one stays [F8]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [here, ...others] = [await loggedIn(user), await loggedIn(user), await loggedIn(user, 'browser')]
  const bystander = await loggedIn(await someone({ passwordHash: 'old' }))
  const { id } = (await rowsOf(user)).sessions.find(({ tokenHash }) => tokenHash === others[0]!.tokenHash)!
  const answer = await door.send('DELETE', { headers: bearer(here!), search: `?id=${id}` })
  expect([answer.status, answer.body]).toEqual([204, undefined])
  for (const other of others) expect(await currentUser(other)).toBeUndefined()
  for (const credential of [here!, bystander]) expect(await currentUser(credential)).toBeDefined()
})
