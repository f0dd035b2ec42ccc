import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/activity', routes)
answersOnly(door, 'GET')
asksWhoCalls(door, 'GET', { success: 200 })

test('every event has these members and no others, newest first [A17]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { status, body } = await door.send('GET', { headers: bearer(await loggedIn(user)) })
  const event = {
    id: expect.any(String),
    ip: null,
    device: null,
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
  }
  const events = [
    { ...event, type: 'login', description: 'API client logged in' },
    { ...event, type: 'register', description: 'Account created' },
  ]
  expect([status, body]).toEqual([200, { events, next: null }])
})

test('the page after an event contains the events before it', async () => {
  const user = await someone({ passwordHash: 'old' })
  const headers = bearer(await loggedIn(user))
  const [newest, oldest] = (await door.send('GET', { headers })).body.events
  const { status, body } = await door.send('GET', { headers, search: `?before=${newest.id}` })
  expect([status, body]).toEqual([200, { events: [oldest], next: null }])
})

test('an invalid cursor is rejected with an error on its field [B14, B16]', async () => {
  const headers = bearer(await loggedIn(await someone({ passwordHash: 'old' })))
  for (const before of ['', '0', 'x', "' or 1=1 --", '2026-11-22', '%00', `${'0'.repeat(5_000)}`]) {
    const { status, body } = await door.send('GET', { headers, search: `?before=${before}` })
    expect([status, body.errors[0].pointer]).toEqual([422, '#/before'])
  }
})
