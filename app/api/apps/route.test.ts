import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { anApp, enterApp } from '@/test/provider/an-app'
import { whileOn } from '@/test/provider/while-on'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/apps', whileOn(routes))
answersOnly(door, 'GET')
asksWhoCalls(door, 'GET', { success: 200 })

test('every app has these members and no others [A17]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const app = await anApp()
  await enterApp(user, app)
  const { status, body } = await door.send('GET', { headers: bearer(await loggedIn(user)) })
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/)
  const expected = { id: app.id, name: app.name, scopes: app.scopes, since: time, last_used_at: time }
  expect([status, body]).toEqual([200, { apps: [expected] }])
})

test('with PROVIDER=off there is nothing at this URL [P34]', async () => {
  const off = jsonDoor('/api/apps', routes)
  const headers = bearer(await loggedIn(await someone({ passwordHash: 'old' })))
  for (const method of ['GET', 'POST', 'DELETE'] as const)
    expect(await off.send(method, { headers })).toMatchObject({ status: 404, body: { code: 'not-found' } })
})
