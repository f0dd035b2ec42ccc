import { countRecoveryCodes } from '@/db/factors/recovery-codes'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { answersOnly, asksWhoCalls, refusesOtherSites } from '@/test/doors/door-rules'
import { cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/recovery-codes/saved', routes)
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', { success: 204 })
refusesOtherSites(door, 'POST', { success: 204 })

test('the codes of the caller are saved from then on, and nobody else’s', async () => {
  const [one, other] = [await someoneWithTwoStep(), await someoneWithTwoStep()]
  const answer = await door.send('POST', { headers: { ...cookie(one.caller.credential), ...ownPage } })
  expect([answer.status, answer.body]).toEqual([204, undefined])
  expect(await countRecoveryCodes(one.user.id)).toMatchObject({ saved: true })
  expect(await countRecoveryCodes(other.user.id)).toMatchObject({ saved: false })
})
