import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { race } from '@/e2e/support/needs'
import { config } from '@/lib/config'
import { atOnce } from '@/test/at-once'
import { logLinesOf } from '@/test/log-lines'
import { keyRows, letPass, withFirstKeys, withoutKeys } from '@/test/signing-keys'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { withoutDatabase } from '@/test/without-database'
import { forgetProviderKeys, providerKeys } from './keys'
import { openedKeys } from './opened-keys'
import { makeKey, openKey } from './signing-key'
import { tendKeys } from './tend-keys'

test.beforeEach(withFirstKeys)

const aSecret = () => randomBytes(32).toString('base64url')
const kids = async () => (await providerKeys()).jwks.map(({ kid }) => kid)

test('the first keys are RSA with 2048 bits and P-256, named by their thumbprints, and sign at once [P22]', async () => {
  await withoutKeys()
  const { jwks } = await providerKeys()
  expect(jwks.map(({ alg, use }) => ({ alg, use }))).toEqual([
    { alg: 'RS256', use: 'sig' },
    { alg: 'ES256', use: 'sig' },
  ])
  const [rsa, ec] = jwks.map((key) => createPrivateKey({ key, format: 'jwk' }).asymmetricKeyDetails)
  expect(rsa).toMatchObject({ modulusLength: 2048 })
  expect(ec).toMatchObject({ namedCurve: 'prime256v1' })
  for (const key of jwks) {
    const publicKey = createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' })
    expect(key.kid).toBe(await calculateJwkThumbprint(publicKey as { kty: string }))
  }
})

test('the keys stay the same, and another process reads the same ones', async () => {
  const before = await providerKeys()
  expect(await providerKeys()).toBe(before)
  forgetProviderKeys()
  expect(await providerKeys()).toEqual(before)
})

test('instances that need the first keys at once agree on them', { tag: race }, async () => {
  await withoutKeys()
  const read = await atOnce(3, async () => {
    forgetProviderKeys()
    return providerKeys()
  })
  expect(new Set(read.map(({ version }) => version)).size).toBe(1)
  expect(await keyRows()).toHaveLength(2)
})

test('a copy of the table contains no private key [P9]', async () => {
  const { jwks } = await providerKeys()
  const dump = JSON.stringify(await keyRows())
  for (const jwk of jwks) {
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const) {
      expect(dump).not.toContain(`"${member}"`)
      if (jwk.alg === 'RS256' || member === 'd') expect(dump).not.toContain(String(jwk[member] ?? 'missing'))
    }
    expect(String(jwk.d).length).toBeGreaterThan(40)
  }
})

test('making an RSA key leaves the process free to answer', async () => {
  let ticks = 0
  const timer = setInterval(() => ticks++, 1)
  for (let key = 0; key < 3; key++) await makeKey('RS256')
  clearInterval(timer)
  // Each key takes some 50 milliseconds or more. A blocked process would tick once between two keys.
  expect(ticks).toBeGreaterThan(10)
})

test('the version changes with the keys and with the key that signs, and with nothing else', async () => {
  const { version } = await providerKeys()
  await letPass('170 days')
  expect((await providerKeys()).version).toBe(version)
  await letPass('10 days')
  await tendKeys()
  forgetProviderKeys()
  const published = (await providerKeys()).version
  await letPass('25 hours')
  const taken = (await providerKeys()).version
  expect(new Set([version, published, taken]).size).toBe(3)
})

test('keys that no secret opens are replaced, with one warning', async () => {
  const before = await kids()
  await withSettings({ AUTH_SECRET: aSecret() }, async () => {
    forgetProviderKeys()
    const lines = await logLinesOf(kids)
    const after = await kids()
    expect(lines).toEqual([
      expect.objectContaining({ event: 'provider.keys-lost', lost: expect.anything(), made: after }),
    ])
    expect([...(lines[0]!.lost as string[])].sort()).toEqual([...before].sort())
    expect(after).toHaveLength(2)
    expect(after.filter((kid) => before.includes(kid))).toEqual([])
    forgetProviderKeys()
    expect(await logLinesOf(async () => expect(await kids()).toEqual(after))).toEqual([])
  })
})

test('a sealed key in the row of another key is worth nothing', async () => {
  await providerKeys()
  const [one, other] = [await makeKey('RS256'), await makeKey('RS256')]
  const row = (await keyRows())[0]!
  const asRow = (key: typeof one) => ({ ...row, ...key, signs: true, isOld: false })
  expect(openKey(asRow(one))).toMatchObject({ kid: one.kid })
  expect(openKey(asRow({ ...one, sealed: other.sealed }))).toBeUndefined()
})

test('while AUTH_SECRET changes on one instance after the other, an instance keeps the keys that it has opened', async () => {
  const [old, next] = [config().AUTH_SECRET.join(), aSecret()]
  const before = await kids()
  // The new secret is first on another instance, which seals the keys with it.
  await withSettings({ AUTH_SECRET: `${next},${old}` }, tendKeys)
  expect((await openedKeys()).keys.map(({ kid }) => kid).sort()).toEqual([...before].sort())
  // One that starts now with the old secret alone cannot open them.
  forgetProviderKeys()
  expect((await openedKeys()).keys).toEqual([])
})

test('an unavailable database is not remembered', async () => {
  await withoutDatabase(async () => {
    await expect(providerKeys()).rejects.toThrow()
  })
  expect((await providerKeys()).jwks).toHaveLength(2)
})
