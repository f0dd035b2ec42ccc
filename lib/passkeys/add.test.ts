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
