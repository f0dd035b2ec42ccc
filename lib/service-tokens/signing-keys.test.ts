import { randomBytes } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { GET } from '@/app/.well-known/jwks.json/route'
import { config } from '@/lib/config'
import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { issueToken } from './issue-token'
import { signingKeys } from './signing-keys'

const aSecret = () => randomBytes(32).toString('base64url')

test('the first secret signs and the keys of all are published, so that a rotation refuses no token [E6]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [old, next] = [aSecret(), aSecret()]
  const signed = (secrets: string) => withSettings({ AUTH_SECRET: secrets }, async () => tokenOf(user))
  const published = (secrets: string) => withSettings({ AUTH_SECRET: secrets }, keySet)
  const before = { token: await signed(old), keys: await published(old) }
  const between = { token: await signed(`${old},${next}`), keys: await published(`${old},${next}`) }
  const after = { token: await signed(`${next},${old}`), keys: await published(`${next},${old}`) }
  // The keys fetched in one step verify the tokens of that step and of the next.
  for (const token of [before.token, between.token]) await verify(token, before.keys)
  for (const token of [before.token, between.token, after.token]) await verify(token, between.keys)
  await verify(before.token, after.keys)
  const last = await published(next)
  await verify(after.token, last)
  await expect(verify(before.token, last)).rejects.toThrow('no applicable key')
})

test('every instance derives the same keys from the same secrets, and different keys from different ones', async () => {
  const [one, other] = [aSecret(), aSecret()]
  const published = (AUTH_SECRET: string) => withSettings({ AUTH_SECRET }, keySet)
  expect(await published(one)).toEqual(await published(one))
  const [first, second] = (await published(`${one},${other}`)).keys
  expect((await published(other)).keys).toEqual([second])
  expect(first!.kid).not.toBe(second!.kid)
})

test('only public keys are published, and they may be cached for as long as a rotation takes [G6]', async () => {
  const { headers, text } = await ask()
  expect(Object.keys(JSON.parse(text).keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  const [{ privateKey }] = (await signingKeys()) as [Awaited<ReturnType<typeof signingKeys>>[number]]
  const { d } = privateKey.export({ format: 'jwk' })
  for (const secret of [d!, ...config().AUTH_SECRET]) expect(text).not.toContain(secret)
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
    'content-type': 'application/json',
  })
  expect(headers.get('set-cookie')).toBeNull()
})

async function ask() {
  const response = await GET(new Request('http://localhost:3000/.well-known/jwks.json'))
  return { headers: response.headers, text: await response.text() }
}

async function keySet(): Promise<Parameters<typeof createLocalJWKSet>[0]> {
  return JSON.parse((await ask()).text)
}

async function tokenOf(user: Awaited<ReturnType<typeof someone>>): Promise<string> {
  const result = await issueToken({ audience: 'billing' }, await aCallerOf(user))
  if (!result.ok) throw new Error(result.code)
  return result.value.service_token
}

function verify(token: string, keys: Parameters<typeof createLocalJWKSet>[0]) {
  return jwtVerify(token, createLocalJWKSet(keys), { algorithms: ['EdDSA'], audience: 'billing' })
}
