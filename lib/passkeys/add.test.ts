import { passkeysOf } from '@/db/factors/passkeys'
import { softwareAuthenticator } from '@/e2e/support/authenticator'
import { race } from '@/e2e/support/needs'
import { currentUser } from '@/lib/sessions/current-user'
import { emailsOf, eventsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { madeFor, passkeyAddedBy, someoneOnPage } from '@/test/accounts/new-passkey'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { atOnce } from '@/test/at-once'
import { logLinesOf } from '@/test/log-lines'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { addPasskey } from './add'
import { loginOptions } from './login-options'
import { passkeyLogin } from './passkey-login'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

test('a passkey that was added logs in, and its owner is told by email [M25]', async () => {
  const { user, page } = await someoneOnPage()
  const other = await loggedIn(user)
  const { device, passkey } = await passkeyAddedBy(page, '  My phone ')
  expect(passkey).toEqual({
    id: expect.any(String),
    name: 'My phone',
    synced: false,
    usable: true,
    created_at: expect.stringMatching(/Z$/),
    last_used_at: null,
  })
  expect(await eventsOf(user)).toContain('passkey-added')
  const told = await emailsOf(user, 'second-factor-changed')
  expect(told).toMatchObject([{ data: { factor_change: 'passkey-added', passkey_name: 'My phone' } }])
  // Nothing was taken from the other devices, so they stay logged in.
  expect(await currentUser(other)).toBeDefined()
  const credential = device.get(successOf(await loginOptions({}, aCaller())).options)
  expect(await passkeyLogin({ credential }, aCaller())).toMatchObject({ ok: true, value: { user: { id: user.id } } })
})

test('without a name it is named after the browser and system, like a session', async () => {
  const { page } = await someoneOnPage()
  const added = async (userAgent: string | undefined) => {
    const caller = { ...page, userAgent }
    return addPasskey({ credential: await madeFor(caller) }, caller)
  }
  expect(await added(CHROME)).toMatchObject({ value: { passkey: { name: 'Chrome on Windows' } } })
  for (const nothing of [undefined, '', '\u2014'])
    expect(await added(nothing)).toMatchObject({ value: { passkey: { name: 'Passkey' } } })
})

test('a name has 1 to 100 characters of well-formed text [B14]', async () => {
  const { user, page } = await someoneOnPage()
  const credential = await madeFor(page)
  for (const name of ['', '  ', 'x'.repeat(101), 'a\ud800', 'a\u0000b', 'two\nlines', 7, null, [], {}])
    expect(await addPasskey({ credential, name }, page)).toMatchObject({
      code: 'invalid-input',
      fields: { name: [expect.any(String)] },
    })
  expect(await passkeysOf(user.id)).toEqual([])
  const name = '🗝'.repeat(100)
  expect(await addPasskey({ credential, name }, page)).toMatchObject({ value: { passkey: { name } } })
})

test('whether it is synced is what the device says', async () => {
  const { page } = await someoneOnPage()
  for (const synced of [true, false]) {
    const credential = await madeFor(page, softwareAuthenticator({ synced }))
    expect(await addPasskey({ credential }, page)).toMatchObject({ value: { passkey: { synced } } })
  }
})

test('only the session that got the options can add, once, and no other challenge will do [M20]', async () => {
  const { user, page } = await onPage()
  const there = await aCallerOf(user, 'browser')
  const credential = await madeFor(page)
  expect(await addPasskey({ credential }, there)).toEqual(refused)
  expect(await addPasskey({ credential }, aCaller())).toMatchObject({ code: 'unauthenticated' })
  const { id } = (await currentSession(page.credential))!
  const options = await optionsFor(page)
  for (const challenge of [
    newChallenge('confirm', id),
    newChallenge('second-step', id),
    newChallenge('login'),
    newChallenge('create'),
    'made-up',
  ])
    expect(await addPasskey({ credential: softwareAuthenticator().create({ ...options, challenge }) }, page)).toEqual(
      refused,
    )
  expect(await passkeysOf(user.id)).toEqual([])

  const device = softwareAuthenticator()
  expect(await addPasskey({ credential: device.create(options) }, page)).toMatchObject({ ok: true })
  // Another device cannot answer the same challenge.
  expect(await addPasskey({ credential: softwareAuthenticator().create(options) }, page)).toEqual(refused)
  expect(await passkeysOf(user.id)).toHaveLength(1)
})

test('a session that has ended adds nothing, not even for the one that its owner begins next [M20]', async () => {
  const { user, page } = await onPage()
  const credential = await madeFor(page)
  await endSession(page.credential.tokenHash, 'browser', {})
  expect(await addPasskey({ credential }, page)).toMatchObject({ code: 'unauthenticated' })
  expect(await addPasskey({ credential }, await aCallerOf(user, 'browser'))).toEqual(refused)
  expect(await passkeysOf(user.id)).toEqual([])
})

test('on a page that was left alone nothing is added until its owner confirms again [M14]', async () => {
  const { user, page } = await onPage()
  const credential = await madeFor(page)
  await agedSession(page, 11)
  // Neither on the page nor with its cookie at the JSON API.
  for (const caller of [page, { ...page, door: 'api' as const }])
    expect(await addPasskey({ credential }, caller)).toMatchObject({ code: 'confirmation-required' })
  expect(await passkeysOf(user.id)).toEqual([])
  expect(await confirmOwner({ current_password: user.password }, page)).toMatchObject({ ok: true })
  expect(await addPasskey({ credential }, page)).toMatchObject({ ok: true })
})

test('an API client that confirmed for the options need not confirm again to add [M14]', async () => {
  const user = await someone({ verified: true })
  const client = await aCallerOf(user)
  const asked = await passkeyOptions({ current_password: user.password }, client)
  const { options } = (asked as { value: { options: Awaited<ReturnType<typeof optionsFor>> } }).value
  await agedSession(client, 14)
  expect(await addPasskey({ credential: softwareAuthenticator().create(options) }, client)).toMatchObject({ ok: true })
})

test('a passkey that nobody verified, or of another site, kind or algorithm, is not added [M18, M19]', async () => {
  const { user, page } = await onPage()
  const device = softwareAuthenticator()
  const faults = [
    { userVerified: false },
    { userPresent: false },
    { origin: 'https://evil.test' },
    { origin: 'http://localhost:3001' },
    { rpId: 'evil.test' },
    { crossOrigin: true },
    { crossOrigin: true, topOrigin: 'http://localhost:3000' },
    { topOrigin: 'https://evil.test' },
    { type: 'webauthn.get' },
    { algorithm: -35 },
  ]
  const before = await rowsOf(user)
  for (const fault of faults) {
    const credential = await madeFor(page, device, fault)
    expect(await addPasskey({ credential }, page), JSON.stringify(fault)).toEqual(refused)
  }
  const right = await madeFor(page, device)
  const others = [
    // The ID beside the signed one is another.
    { ...right, id: 'b3RoZXI', rawId: 'b3RoZXI' },
    // The device keeps no passkey that it finds by itself.
    { ...right, clientExtensionResults: { credProps: { rk: false } } },
    { ...right, response: { ...right.response, attestationObject: 'AAAA' } },
    { ...right, response: { ...right.response, clientDataJSON: 'AAAA' } },
  ]
  for (const credential of others) expect(await addPasskey({ credential }, page)).toEqual(refused)
  expect({ ...(await rowsOf(user)), user: before.user }).toEqual(before)
  expect(await passkeysOf(user.id)).toEqual([])
  const known = { ...right, clientExtensionResults: { credProps: { rk: true } } }
  expect(await addPasskey({ credential: known }, page)).toMatchObject({ ok: true })
})

test('what a device states about itself is neither asked for nor looked at, so no address in it is requested [M19]', async () => {
  const { page } = await onPage()
  for (const statement of ['packed', 'fido-u2f', 'android-key', 'android-safetynet', 'apple', 'tpm', 'made-up']) {
    const credential = await madeFor(page, softwareAuthenticator(), { statement })
    expect(await addPasskey({ credential }, page), statement).toMatchObject({ ok: true })
  }
})

test('a credential is added once, and never to two accounts [M21]', async () => {
  const [{ page }, other] = [await onPage(), await onPage()]
  const device = softwareAuthenticator()
  expect(await addPasskey({ credential: await madeFor(page, device) }, page)).toMatchObject({ ok: true })
  for (const caller of [page, other.page])
    expect(await addPasskey({ credential: await madeFor(caller, device) }, caller)).toMatchObject({
      code: 'passkey-exists',
    })
  expect(await passkeysOf(other.user.id)).toEqual([])
})

test('an account whose email is no longer verified gets no passkey [M17]', async () => {
  const { user, page } = await onPage()
  const credential = await madeFor(page)
  await changeAccount(user, { emailVerifiedAt: null })
  expect(await addPasskey({ credential }, page)).toMatchObject({ ok: false })
  expect(await passkeysOf(user.id)).toEqual([])
})

test('of passkeys added at once an account keeps 20, and of one added 20 times one', { tag: race }, async () => {
  const { user, page } = await someoneOnPage()
  for (let count = 0; count < 17; count++) await aPasskeyOf(user)
  const credentials = await Promise.all(Array.from({ length: 6 }, () => madeFor(page)))
  const added = await atOnce(6, (index) => addPasskey({ credential: credentials[index] }, page))
  expect(added.map((each) => (each.ok ? 'added' : each.code)).sort()).toEqual([
    ...Array(3).fill('added'),
    ...Array(3).fill('too-many-passkeys'),
  ])
  const second = await someoneOnPage()
  const credential = await madeFor(second.page)
  const repeated = await atOnce(20, () => addPasskey({ credential }, second.page))
  expect(repeated.filter(({ ok }) => ok)).toHaveLength(1)
  expect([await passkeysOf(user.id), await passkeysOf(second.user.id)].map(({ length }) => length)).toEqual([20, 1])
})

test('anything but a new passkey is rejected with an error on its field [B14]', async () => {
  const { page } = await someoneOnPage()
  const right = await madeFor(page)
  const { attestationObject, ...half } = right.response
  for (const credential of [
    undefined,
    null,
    'x',
    7,
    [],
    {},
    { ...right, response: half },
    { ...right, response: { ...half, attestationObject: `${attestationObject}=` } },
    { ...right, response: { ...right.response, transports: ['internal\n'] } },
    { ...right, response: { ...right.response, transports: Array(20).fill('usb') } },
    { ...right, clientExtensionResults: { credProps: { rk: 'false' } } },
  ])
    expect(await addPasskey({ credential }, page)).toMatchObject({
      code: 'invalid-input',
      fields: { credential: expect.arrayContaining([expect.any(String)]) },
    })
})

test('the log says that a passkey was added, and has nothing of it [M30]', async () => {
  const { user, page } = await someoneOnPage()
  const credential = await madeFor(page)
  const lines = await logLinesOf(() => addPasskey({ credential, name: 'Grandma’s phone' }, page))
  expect(lines).toMatchObject([{ event: 'passkey-added', user: user.id }])
  for (const part of [credential.id, credential.response.clientDataJSON, 'Grandma'])
    expect(JSON.stringify(lines)).not.toContain(part)
})
