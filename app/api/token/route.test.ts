import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as me from '../me/route'
import * as routes from './route'

const door = jsonDoor('/api/token', routes)
const rules = { success: 200, ask: () => ({ body: { audience: 'billing' } }) }
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)
takesJsonAlone(door, 'POST')

test('a bearer token and a cookie get a service token, which our own API does not accept [E2, F6]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const browser = await loggedIn(user, 'browser')
  for (const headers of [bearer(await loggedIn(user)), { ...cookie(browser), ...ownPage }]) {
    const { status, body } = await door.send('POST', { headers, body: { audience: 'billing' } })
    const token = {
      service_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      audience: 'billing',
      expires_in: 300,
    }
    expect([status, body]).toEqual([200, token])
    const account = jsonDoor('/api/me', me)
    for (const stolen of [bearer({ token: body.service_token }), cookie({ token: body.service_token })]) {
      expect((await account.send('GET', { headers: stolen })).status).toBe(401)
      const again = await door.send('POST', { headers: { ...stolen, ...ownPage }, body: { audience: 'billing' } })
      expect(again.status).toBe(401)
    }
  }
})
