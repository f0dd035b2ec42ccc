import { publicUser } from '@/lib/accounts/public-user'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/me/export', routes)
answersOnly(door, 'GET')
asksWhoCalls(door, 'GET', { success: 200 })

test('the data is sent as a file with a name [A17]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { status, headers, body } = await door.send('GET', { headers: bearer(await loggedIn(user)) })
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/json')
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="account-\d{4}-\d\d-\d\d\.json"$/)
  expect(body).toEqual({
    exported_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
    profile: publicUser(user),
    sessions: [expect.objectContaining({ kind: 'api', current: true })],
    activity: [{ type: 'data-exported' }, { type: 'login' }, { type: 'register' }].map(expect.objectContaining),
    mails: [{ kind: 'welcome', to: user.email, status: 'queued', created_at: expect.any(String), sent_at: null }],
    apps: [],
    app_logins: [],
    logout_notices: [],
  })
})
