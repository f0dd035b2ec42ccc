import { login } from '@/lib/sessions/login/login'
import { someoneWithTrustedBrowser } from '@/test/accounts/trusted-browsers'
import { answersOnly, asksWhoCalls, refusesOtherSites } from '@/test/doors/door-rules'
import { cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/trusted-browsers', routes)
answersOnly(door, 'DELETE')
asksWhoCalls(door, 'DELETE', { success: 204 })
refusesOtherSites(door, 'DELETE', { success: 204 })

test('the browsers of the caller are asked again, and nobody else’s [M29]', async () => {
  const [one, other] = [await someoneWithTrustedBrowser(), await someoneWithTrustedBrowser()]
  const answer = await door.send('DELETE', { headers: { ...cookie(one.caller.credential), ...ownPage } })
  expect([answer.status, answer.body]).toEqual([204, undefined])
  expect(await login(one.user, one.browser)).toMatchObject({ code: 'second-step-required' })
  expect(await login(other.user, other.browser)).toMatchObject({ ok: true })
})
