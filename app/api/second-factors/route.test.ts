import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { answersOnly, asksWhoCalls } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/second-factors', routes)
answersOnly(door, 'GET')
asksWhoCalls(door, 'GET', { success: 200 })

test('the answer has these members and no others, whether two-step login is on or off [A17, M11]', async () => {
  const off = await door.send('GET', { headers: bearer(await loggedIn(await someone())) })
  expect([off.status, off.body]).toEqual([
    200,
    { two_step: null, required: false, authenticator_app: null, passkeys: [], recovery_codes: null, suspended: [] },
  ])
  const { caller, secret } = await someoneWithTwoStep()
  const on = await door.send('GET', { headers: { ...cookie(caller.credential), ...ownPage } })
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/)
  expect([on.status, on.body]).toEqual([
    200,
    {
      two_step: moment,
      required: false,
      authenticator_app: { since: moment },
      passkeys: [],
      recovery_codes: { left: 10, made_at: moment, saved: false },
      suspended: [],
    },
  ])
  expect(JSON.stringify(on.body)).not.toContain(secret)
})

test('passkeys are listed, oldest first and without their keys, also those of another domain [A17]', async () => {
  const user = await someone({ verified: true })
  const former = { name: 'Key', synced: false, rpId: 'former.example.com', lastUsedAt: new Date() }
  const rows = [await aPasskeyOf(user), await aPasskeyOf(user, former)]
  await aPasskeyOf(await someone({ verified: true }))
  const answer = await door.send('GET', { headers: bearer(await loggedIn(user)) })
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/)
  expect(answer.body).toEqual({
    two_step: null,
    required: false,
    authenticator_app: null,
    passkeys: [
      { id: rows[0]!.id, name: 'Phone', synced: true, usable: true, created_at: moment, last_used_at: null },
      { id: rows[1]!.id, name: 'Key', synced: false, usable: false, created_at: moment, last_used_at: moment },
    ],
    recovery_codes: null,
    suspended: [],
  })
})
