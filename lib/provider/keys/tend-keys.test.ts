import { randomBytes } from 'node:crypto'
import { config } from '@/lib/config'
import { sweep } from '@/lib/process/sweeper'
import { logLinesOf } from '@/test/log-lines'
import { accepts, keyRows, letPass, sign, signer, withFirstKeys, withoutKeys } from '@/test/signing-keys'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { forgetProviderKeys, providerKeys } from './keys'
import { tendKeys } from './tend-keys'

test.beforeEach(withFirstKeys)

const algorithms = ['RS256', 'ES256'] as const
const aSecret = () => randomBytes(32).toString('base64url')
const published = async () => (await providerKeys()).jwks.length

async function tended() {
  await tendKeys()
  forgetProviderKeys()
  return providerKeys()
}

test('after 180 days a new key takes over, which every app could fetch for a day before [P23]', async () => {
  const first = await providerKeys()
  await letPass('178 days 23 hours')
  expect((await tended()).version).toBe(first.version)
  await letPass('1 hour')
  const announced = await tended()
  expect(announced.jwks).toHaveLength(4)
  expect((await tended()).version).toBe(announced.version)

  await letPass('24 hours')
  const before = await tended()
  await letPass('2 minutes')
  const after = await tended()
  for (const alg of algorithms) {
    expect(signer(before, alg).kid).toBe(signer(first, alg).kid)
    expect(signer(after, alg).kid).not.toBe(signer(first, alg).kid)
    // An app that fetched the keys a day ago accepts a token of today, and one that fetches them now a token of before.
    expect(await accepts(announced, await sign(after, alg))).toBe(true)
    expect(await accepts(after, await sign(before, alg))).toBe(true)
    expect(await accepts(first, await sign(after, alg))).toBe(false)
  }
})

test('the former key stays until a day after its last token, and is kept for 90 days more without being published [P23]', async () => {
  await letPass('179 days')
  await tendKeys()
  await letPass('24 hours 1 minute')
  expect(await published()).toBe(4)
  await letPass('24 hours 10 minutes')
  expect([(await tended()).jwks.length, (await keyRows()).length]).toEqual([4, 4])
  await letPass('2 minutes')
  const { version, jwks, retired } = await tended()
  expect([jwks.length, retired.length, (await keyRows()).length]).toEqual([2, 2, 4])
  await letPass('89 days 23 hours')
  expect([(await tended()).retired.length, (await keyRows()).length]).toEqual([2, 4])
  await letPass('1 hour')
  const last = await tended()
  expect([last.retired.length, (await keyRows()).length, last.version === version]).toEqual([0, 2, false])
})

test('the sweeper rotates the keys by itself, with PROVIDER=on alone [P23]', async () => {
  await letPass('181 days')
  await sweep()
  expect(await keyRows()).toHaveLength(2)
  const lines = await logLinesOf(() => withSettings({ PROVIDER: 'on' }, sweep))
  expect(lines).toMatchObject([{ event: 'provider.keys-next' }, { event: 'sweep' }])
  expect(await keyRows()).toHaveLength(4)
})

test('an installation that no app has used gets no keys from the sweeper', async () => {
  await withoutKeys()
  await withSettings({ PROVIDER: 'on' }, sweep)
  expect(await keyRows()).toEqual([])
})

test('after the secret was changed, the sweeper seals with the first one, and the old one can be removed', async () => {
  const { version } = await providerKeys()
  const [old, next] = [config().AUTH_SECRET.join(), aSecret()]
  const rows = await keyRows()
  await tendKeys()
  expect(await keyRows()).toEqual(rows)
  await withSettings({ AUTH_SECRET: `${next},${old}` }, tendKeys)
  await withSettings({ AUTH_SECRET: next }, async () => {
    forgetProviderKeys()
    expect((await providerKeys()).version).toBe(version)
  })
})

test('what a lost secret sealed stays as it is', async () => {
  const rows = await keyRows()
  await withSettings({ AUTH_SECRET: `${aSecret()},${aSecret()}` }, tendKeys)
  expect(await keyRows()).toEqual(rows)
})
