import { sql } from 'drizzle-orm'
import { changeAccount } from '@/test/accounts/account-now'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import * as routes from './route'

const door = jsonDoor('/api/passkeys/options', routes)
const rules = {
  success: 200,
  ask: async (user: Awaited<ReturnType<typeof someone>>) => {
    await changeAccount(user, { emailVerifiedAt: sql`now()` })
    return { body: { current_password: user.password } }
  },
}
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)
takesJsonAlone(door, 'POST')

test('the answer has the options and nothing else [A17]', async () => {
  const user = await someone({ verified: true })
  const answer = await door.send('POST', {
    headers: bearer(await loggedIn(user)),
    body: { current_password: user.password },
  })
  expect([answer.status, Object.keys(answer.body)]).toEqual([200, ['options']])
  expect(answer.body.options.user).toMatchObject({ name: user.email })
  expect(JSON.stringify(answer.body)).not.toContain(user.id)
})

test('an unverified email is a 403, and too many passkeys and an IP address as host are a 409 [M17]', async () => {
  const user = await someone()
  const sent = { headers: bearer(await loggedIn(user)), body: { current_password: user.password } }
  const answered = async () => {
    const { status, body } = await door.send('POST', sent)
    return [status, body.code]
  }
  expect(await answered()).toEqual([403, 'email-unverified'])
  await changeAccount(user, { emailVerifiedAt: sql`now()` })
  await withSettings({ APP_URL: 'http://127.0.0.1:3000' }, async () => {
    expect(await answered()).toEqual([409, 'passkeys-unavailable'])
  })
  for (let count = 0; count < 20; count++) await aPasskeyOf(user)
  expect(await answered()).toEqual([409, 'too-many-passkeys'])
})

test('the API asks to confirm each time, even with the cookie of a fresh session [M14]', async () => {
  const user = await someone({ verified: true })
  const { caller } = await someoneWithTwoStep()
  const asked = [
    [bearer(await loggedIn(user)), 422, 'invalid-input'],
    [{ ...cookie(await loggedIn(user, 'browser')), ...ownPage }, 422, 'invalid-input'],
    [{ ...cookie(caller.credential), ...ownPage }, 403, 'confirmation-required'],
  ] as const
  for (const [headers, status, code] of asked) {
    const answer = await door.send('POST', { headers, body: {} })
    expect([answer.status, answer.body.code]).toEqual([status, code])
  }
})
