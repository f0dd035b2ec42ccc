import { randomBytes } from 'node:crypto'
import { onPglite } from '@/e2e/support/needs'
import { forgetProviderKeys, providerKeys } from '@/lib/provider/keys/keys'
import { keyRows, letPass, signer, withFirstKeys, withoutKeys } from '@/test/signing-keys'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { runCommand } from './run-command'
import { listKeys, rotateKeys } from './signing-keys'
import { listenToOperators } from './socket'

test.beforeEach(withFirstKeys)

const operator = { name: 'grace' }

test('the list shows the state of every key and no private part [P9]', async () => {
  const { jwks } = await providerKeys()
  await rotate()
  await letPass('25 hours')
  await rotate()
  const keys = await listed()
  expect(keys.map(({ alg, state }) => `${alg} ${state}`).sort()).toEqual(
    ['next', 'current', 'past'].flatMap((state) => ['RS256', 'ES256'].map((alg) => `${alg} ${state}`)).sort(),
  )
  expect(Object.keys(keys[0]!)).toEqual(['kid', 'alg', 'state', 'created_at', 'signs_from', 'published_until'])
  for (const { d } of jwks) expect(JSON.stringify(keys)).not.toContain(d)
})

test('a rotation publishes keys that sign after a day, and a second one changes nothing [P23]', async () => {
  const before = await providerKeys()
  expect((await rotate()).made).toHaveLength(2)
  expect(await rotate()).toMatchObject({ made: [] })
  expect(await keyRows()).toHaveLength(4)
  const next = await providerKeys()
  expect(next.jwks.slice(0, 2)).toEqual(before.jwks)
  await letPass('24 hours 2 minutes')
  expect(signer(await providerKeys(), 'RS256').kid).toBe(next.jwks[2]!.kid)
})

test('with --now the new keys sign once every instance has read them, and the former ones stay published [P23]', async () => {
  const before = await providerKeys()
  await rotate()
  const { made } = await rotate({ now: true })
  // An instance that has just read the keys knows the former ones for a minute, so nothing may be signed with others yet.
  await letPass('1 minute')
  expect((await providerKeys()).jwks.slice(0, 2)).toEqual(before.jwks)
  expect((await providerKeys()).jwks.slice(2).map(({ kid }) => kid)).toEqual(made)
  await letPass('1 minute 1 second')
  const after = await providerKeys()
  expect(after.jwks.slice(0, 2).map(({ kid }) => kid)).toEqual(made)
  expect(after.jwks.slice(2)).toEqual(before.jwks)
})

test('before the first keys there is nothing to rotate', async () => {
  await withoutKeys()
  expect(await rotate()).toEqual({ made: [], keys: [] })
  expect(await listed()).toEqual([])
})

test('a rotation with another secret than the server’s is refused, because the server could not open the keys', async () => {
  await providerKeys()
  await withSettings({ AUTH_SECRET: randomBytes(32).toString('base64url') }, async () => {
    forgetProviderKeys()
    expect((await listed()).map(({ state }) => state)).toEqual(['lost', 'lost'])
    for (const input of [{}, { now: true }])
      expect(await rotateKeys(input, operator)).toMatchObject({
        code: 'invalid-input',
        fields: { AUTH_SECRET: [expect.stringContaining('none')] },
      })
  })
  expect(await keyRows()).toHaveLength(2)
})

test('a rotation through the server’s socket takes effect in the server at once', { tag: onPglite }, async () => {
  const { version } = await providerKeys()
  const end = listenToOperators()
  try {
    expect(await runCommand('keys rotate', { now: true }, operator)).toMatchObject({ ok: true })
  } finally {
    end?.()
  }
  expect((await providerKeys()).version).not.toBe(version)
})

async function listed() {
  const result = await listKeys({}, operator)
  if (!result.ok) throw new Error(result.code)
  return result.value.keys
}

async function rotate(input: object = {}) {
  const result = await rotateKeys(input, operator)
  if (!result.ok) throw new Error(result.code)
  return result.value
}
