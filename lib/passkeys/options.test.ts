import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { PASSKEYS_AT_MOST } from '@/db/factors/own-passkeys'
import { passkeys } from '@/db/factors/tables'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { accountOf } from '@/test/accounts/account-now'
import { agedSession } from '@/test/accounts/aged-session'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { optionsFor } from '@/test/accounts/new-passkey'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { passkeyOptions } from './options'

const aMember = () => someone({ verified: true })

test('a new passkey must log in by itself, verify its user and be none that the account has [M18]', async () => {
  const user = await aMember()
  const page = await aCallerOf(user, 'browser')
  const one = await aPasskeyOf(user, { transports: ['usb', 'nfc'] })
  const former = await aPasskeyOf(user, { rpId: 'former.example.com' })
  await aPasskeyOf(await aMember())
  expect(await optionsFor(page)).toEqual({
    challenge: expect.stringMatching(/^[\w-]{70,80}$/),
    rp: { id: 'localhost', name: 'Rekey' },
    user: {
      id: (await accountOf(user)).passkeyHandle,
      name: user.email,
      displayName: `${user.firstName} ${user.lastName}`,
    },
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
    timeout: expect.any(Number),
    attestation: 'none',
    excludeCredentials: [one, former].map(({ credentialId: id, transports }) => ({
      type: 'public-key',
      id,
      transports,
    })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    extensions: { credProps: true },
  })
})

test('the handle is 32 random bytes, the same for every passkey, and says nothing of the account [M23]', async () => {
  const [user, other] = [await aMember(), await aMember()]
  const page = await aCallerOf(user, 'browser')
  const handles = [(await optionsFor(page)).user.id, (await optionsFor(page)).user.id]
  expect(handles[1]).toBe(handles[0])
  const bytes = Buffer.from(handles[0]!, 'base64url')
  expect(bytes).toHaveLength(32)
  for (const known of [user.id, user.email, user.id.replaceAll('-', '')]) expect(bytes.toString()).not.toContain(known)
  expect((await optionsFor(await aCallerOf(other, 'browser'))).user.id).not.toBe(handles[0])
})

test('an account with an unverified email gets no options, so a stranger leaves no way in [M17]', async () => {
  const page = await aCallerOf(await someone(), 'browser')
  expect(await passkeyOptions({}, page)).toMatchObject({ code: 'email-unverified' })
})

test('getting them needs to be confirmed, by an API client each time and on a page after ten minutes [M14]', async () => {
  const user = await aMember()
  const [client, page] = [await aCallerOf(user), await aCallerOf(user, 'browser')]
  const { password: current_password } = user
  const asked = { code: 'invalid-input', fields: { current_password: ['Enter your current password.'] } }
  expect(await passkeyOptions({}, client)).toMatchObject(asked)
  expect(await passkeyOptions({ current_password: 'wrong' }, client)).toMatchObject({ code: 'wrong-password' })
  expect(await passkeyOptions({ current_password }, client)).toMatchObject({ ok: true })
  await agedSession(page, 11)
  expect(await passkeyOptions({}, page)).toMatchObject(asked)
  expect(await confirmOwner({ current_password }, page)).toMatchObject({ ok: true })
  expect(await passkeyOptions({}, page)).toMatchObject({ ok: true })
  expect(await passkeyOptions({}, aCaller())).toMatchObject({ code: 'unauthenticated' })
})

test('an account has at most 20 passkeys', async () => {
  const user = await aMember()
  const page = await aCallerOf(user, 'browser')
  for (let count = 1; count < PASSKEYS_AT_MOST; count++) await aPasskeyOf(user)
  expect(await passkeyOptions({}, page)).toMatchObject({ ok: true })
  const last = await aPasskeyOf(user)
  expect(await passkeyOptions({}, page)).toMatchObject({ code: 'too-many-passkeys' })
  await query((db) => db.delete(passkeys).where(eq(passkeys.id, last.id)))
  expect(await passkeyOptions({}, page)).toMatchObject({ ok: true })
})

test('a site whose host is an IP address has no passkeys', async () => {
  const page = await aCallerOf(await aMember(), 'browser')
  for (const APP_URL of ['http://127.0.0.1:3000', 'http://[::1]:3000'])
    await withSettings({ APP_URL }, async () => {
      expect(await passkeyOptions({}, page)).toMatchObject({ code: 'passkeys-unavailable' })
    })
})

test('passkeys can be made for a parent domain of the site', async () => {
  const page = await aCallerOf(await aMember(), 'browser')
  await withSettings({ APP_URL: 'https://accounts.example.com', PASSKEY_RP_ID: 'example.com' }, async () => {
    expect(await optionsFor(page)).toMatchObject({ rp: { id: 'example.com' } })
  })
})

test('options can be requested 30 times an hour in each session [M7]', async () => {
  const page = await aCallerOf(await aMember(), 'browser')
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let change = 0; change < 30; change++) expect(await passkeyOptions({}, page)).toMatchObject({ ok: true })
    expect(await passkeyOptions({}, page)).toMatchObject({ code: 'too-many-requests' })
  })
})
