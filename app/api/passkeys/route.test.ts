import { softwareAuthenticator } from '@/e2e/support/authenticator'
import { passkeyOptions } from '@/lib/passkeys/options'
import { agedSession } from '@/test/accounts/aged-session'
import { aCallerOf } from '@/test/accounts/callers'
import { madeFor } from '@/test/accounts/new-passkey'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, cookie, jsonDoor, ownPage } from '@/test/doors/json-door'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/passkeys', routes)
// Without options, nobody gets further than this.
const rules = {
  success: 403,
  ask: () => ({ body: { credential: softwareAuthenticator().create({ challenge: 'x' }) } }),
}
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)
takesJsonAlone(door, 'POST')

/** An API client that has confirmed, and what a device answered to its options. */
async function begun() {
  const user = await someone({ verified: true })
  const caller = await aCallerOf(user)
  const { options } = successOf(await passkeyOptions({ current_password: user.password }, caller))
  return { headers: bearer(caller.credential), credential: softwareAuthenticator().create(options) }
}

test('the answer is a 201 with the passkey, without its key, and a second one a 403 [A17, M20]', async () => {
  const { headers, credential } = await begun()
  const sent = { headers: { ...headers, 'user-agent': 'curl/8.5.0' }, body: { credential } }
  const answer = await door.send('POST', sent)
  const passkey = {
    id: expect.any(String),
    name: 'curl',
    synced: false,
    usable: true,
    created_at: expect.any(String),
    last_used_at: null,
  }
  expect([answer.status, answer.body]).toEqual([201, { passkey }])
  const again = await door.send('POST', sent)
  expect([again.status, again.body.code]).toEqual([403, 'passkey-refused'])
})

test('what is no credential and no name is a 422 with an error on the field [B14]', async () => {
  const { headers, credential } = await begun()
  for (const wrong of [undefined, null, 'x', 7, true, [], {}, { ...credential, id: 7 }]) {
    const answer = await door.send('POST', { headers, body: { credential: wrong } })
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '#/credential'])
  }
  for (const name of [null, 7, '', [], {}, 'x'.repeat(101)]) {
    const answer = await door.send('POST', { headers, body: { credential, name } })
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '#/name'])
  }
  expect((await door.send('POST', { headers, body: { credential, name: ' Mine ' } })).body.passkey.name).toBe('Mine')
})

test('a cookie whose owner confirmed long ago gets a 403 that says how to confirm [M14]', async () => {
  const page = await aCallerOf(await someone({ verified: true }), 'browser')
  const credential = await madeFor(page)
  await agedSession(page, 11)
  const answer = await door.send('POST', { headers: { ...cookie(page.credential), ...ownPage }, body: { credential } })
  expect([answer.status, answer.body.code, answer.body.methods]).toEqual([403, 'confirmation-required', []])
})
