import { sql } from 'drizzle-orm'
import { softwareAuthenticator } from '@/e2e/support/authenticator'
import { publicUser } from '@/lib/accounts/public-user'
import { newChallenge } from '@/lib/factors/webauthn/challenge'
import { changeAccount } from '@/test/accounts/account-now'
import { aSigningPasskeyOf } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { minutesAgo } from '@/test/minutes-ago'
import { expect, test } from '@/test/unit'
import * as meRoute from '../../me/route'
import * as optionsRoute from './options/route'
import * as route from './route'

const door = jsonDoor('/api/login/passkey', route)
const optionsDoor = jsonDoor('/api/login/passkey/options', optionsRoute)

test('a passkey logs in with what the options asked for, and the answer is that of a login [F6]', async () => {
  const user = await someone()
  const { device } = await aSigningPasskeyOf(user)
  const asked = await optionsDoor.send('POST', { body: {} })
  expect(asked.status).toBe(200)
  expect(asked.headers.get('cache-control')).toBe('no-store')
  const credential = device.get(asked.body.options)
  const { status, body, headers } = await door.send('POST', { body: { credential } })
  expect(status).toBe(200)
  expect(headers.get('set-cookie')).toBeNull()
  expect(body).toEqual({
    message: 'Login successful',
    access_token: expect.stringMatching(/^[\w-]{43}$/),
    token_type: 'Bearer',
    expires_in: 2_592_000,
    user: publicUser(user),
  })
  const me = await jsonDoor('/api/me', meRoute).send('GET', { headers: bearer({ token: body.access_token }) })
  expect(me.status).toBe(200)
})

test('every cause of a refusal is answered with the same bytes and headers [M18, M19, M20, M21]', async () => {
  const [user, disabled, contested] = [await someone(), await someone(), await someone()]
  const { answer } = await aSigningPasskeyOf(user)
  const elsewhere = await aSigningPasskeyOf(user, { rpId: 'rekey.example' })
  const closed = []
  for (const [owner, state] of [
    [disabled, { disabledAt: sql`now()` }],
    [contested, { contestedAt: sql`now()` }],
  ] as const) {
    closed.push((await aSigningPasskeyOf(owner)).answer('login'))
    await changeAccount(owner, state)
  }
  const used = answer('login')
  expect((await door.send('POST', { body: { credential: used } })).status).toBe(200)
  const old = minutesAgo(16, () => answer('login'))
  const credentials = [
    ...[used, old, ...closed, elsewhere.answer('login'), answer('confirm', 'x'), answer('second-step', 'x')],
    ...[{ wrongKey: true }, { userVerified: false }, { userPresent: false }, { origin: 'https://rekey.example' }].map(
      (faults) => answer('login', '', faults),
    ),
    ...[{ rpId: 'rekey.example' }, { type: 'webauthn.create' }, { crossOrigin: true }, { challenge: 'AAAA' }].map(
      (faults) => answer('login', '', faults),
    ),
    ...['AAAA', '', null].map((userHandle) => answer('login', '', { userHandle })),
  ].map((each) => ({ ...each, response: { ...each.response, userHandle: each.response.userHandle || undefined } }))
  const answers = []
  for (const credential of credentials) {
    const { headers, ...rest } = await door.send('POST', { body: { credential } })
    answers.push({ ...rest, headers: [...headers] })
  }
  expect(answers[0]).toMatchObject({ status: 403, body: { code: 'passkey-refused' } })
  for (const each of answers) expect(each).toEqual(answers[0])
})

test('a passkey that no account has is told apart, so that the browser can stop offering it', async () => {
  const credential = softwareAuthenticator({ userHandle: 'AAAA' }).get({ challenge: newChallenge('login') })
  const { status, body } = await door.send('POST', { body: { credential } })
  expect({ status, code: body.code }).toEqual({ status: 403, code: 'passkey-unknown' })
})

test('a passkey’s answer in the URL is refused, and not used [M30]', async () => {
  const { answer } = await aSigningPasskeyOf(await someone())
  const credential = answer('login')
  const refused = await door.send('POST', { search: `?credential=${credential.id}`, body: { credential } })
  expect(refused).toMatchObject({ status: 400, body: { code: 'secret-in-url' } })
  expect((await door.send('POST', { body: { credential } })).status).toBe(200)
})

test('another site can neither ask for options nor log in [M31]', async () => {
  const { answer } = await aSigningPasskeyOf(await someone())
  const headers = { origin: 'https://elsewhere.example' }
  const credential = answer('login')
  for (const [each, body] of [
    [door, { credential }],
    [optionsDoor, {}],
  ] as const)
    expect(await each.send('POST', { headers, body })).toMatchObject({ status: 403, body: { code: 'cross-site' } })
  expect((await door.send('POST', { body: { credential } })).status).toBe(200)
})
