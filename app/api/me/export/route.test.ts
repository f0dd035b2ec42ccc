import { appCode } from '@/e2e/support/app-code'
import { publicUser } from '@/lib/accounts/public-user'
import { agedSession } from '@/test/accounts/aged-session'
import { loggedIn } from '@/test/accounts/logged-in'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/me/export', routes)
answersOnly(door, 'GET', 'POST')
asksWhoCalls(door, 'GET', { success: 200 })
const confirmed = {
  success: 200,
  ask: ({ password }: { password: string }) => ({ body: { current_password: password } }),
}
asksWhoCalls(door, 'POST', confirmed)
refusesOtherSites(door, 'POST', confirmed)
takesJsonAlone(door, 'POST')

test('the data is sent as a file with a name [A17]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { status, headers, body } = await door.send('GET', { headers: bearer(await loggedIn(user)) })
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/json')
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="account-\d{4}-\d\d-\d\d\.json"$/)
  expect(body).toEqual({
    exported_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
    profile: publicUser(user),
    second_factors: { two_step: null, authenticator_app: null, passkeys: [], recovery_codes: null, suspended: [] },
    sessions: [expect.objectContaining({ kind: 'api', current: true })],
    activity: [{ type: 'data-exported' }, { type: 'login' }, { type: 'register' }].map(expect.objectContaining),
    mails: [{ kind: 'welcome', to: user.email, status: 'queued', created_at: expect.any(String), sent_at: null }],
    apps: [],
    app_logins: [],
    logout_notices: [],
  })
})

test('with two-step login an API client confirms first, and a browser needs a fresh session [M14]', async () => {
  const { user, caller: page, secret } = await someoneWithTwoStep()
  const client = await aCallerWithSecondStep(user)
  const [byToken, byCookie] = [bearer(client.credential), { ...cookie(page.credential), ...ownPage }]
  const asked = await door.send('GET', { headers: byToken })
  expect([asked.status, asked.body.code, asked.body.methods]).toEqual([
    403,
    'confirmation-required',
    ['authenticator-app'],
  ])
  expect((await door.send('GET', { headers: byCookie })).status).toBe(200)
  await agedSession(page, 11)
  expect((await door.send('GET', { headers: byCookie })).status).toBe(403)

  expect((await door.send('POST', { headers: byToken, body: {} })).status).toBe(403)
  const body = { current_password: user.password, code: appCode(secret) }
  const exported = await door.send('POST', { headers: byToken, body })
  expect([exported.status, exported.body.profile.id]).toEqual([200, user.id])
  expect(exported.headers.get('content-disposition')).toMatch(/^attachment; /)
})
