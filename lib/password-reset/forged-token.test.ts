import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { config } from '@/lib/config'
import { keysFor } from '@/lib/secrets/secrets'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { claimsOf, forge } from '@/test/links/forge-token'
import { expect, test } from '@/test/unit'
import { readResetLink } from './reset-link'

const header = { alg: 'HS256', typ: 'pr+jwt' }
const realKey = () => keysFor('password-reset')[0]!
const now = () => Math.floor(Date.now() / 1000)

test('a token forged with the real key and all claims is accepted, so the refusals below mean something', async () => {
  const { id, token } = await fresh()
  expect(await readResetLink(forge(header, claimsOf(token), realKey()))).toMatchObject({ state: 'good', id })
})

test('only our algorithm is accepted, whatever the header says [E1]', async () => {
  const { token } = await fresh()
  const claims = claimsOf(token)
  const [, body, signature] = token.split('.')
  for (const alg of [
    'none',
    'None',
    'nOnE',
    'NONE',
    '',
    undefined,
    null,
    'HS384',
    'HS512',
    'RS256',
    'ES256',
    'PS256',
    'hs256',
  ]) {
    const head = Buffer.from(JSON.stringify({ ...header, alg })).toString('base64url')
    for (const end of ['', signature, forge({ ...header, alg }, claims, realKey()).split('.')[2]])
      await refuses(`${head}.${body}.${end}`)
  }
  await refuses(forge({ ...header, alg: 'HS384' }, claims, realKey(), 'sha384'))
  await refuses(forge({ ...header, alg: 'HS512' }, claims, realKey(), 'sha512'))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const signed = forge({ ...header, alg: 'RS256' }, claims, '')
    .split('.')
    .slice(0, 2)
    .join('.')
  await refuses(`${signed}.${createSign('sha256').update(signed).sign(privateKey, 'base64url')}`)
})

test('only the key of this purpose is accepted [E2, E4]', async () => {
  const claims = claimsOf((await fresh()).token)
  const others = [...keysFor('email-digest'), ...keysFor('sessions'), ...config().AUTH_SECRET, '', 'secret', 'null']
  for (const key of others) await refuses(forge(header, claims, key))
})

test('a wrong or missing type, audience or issuer is refused [E2]', async () => {
  const claims = claimsOf((await fresh()).token)
  for (const typ of ['JWT', 'at+jwt', 've+jwt', 'password-reset+jwt', '', undefined])
    await refuses(forge({ ...header, typ }, claims, realKey()))
  for (const aud of ['ve', 'password-reset', '', undefined, null, [], 7, ['ve']])
    await refuses(forge(header, { ...claims, aud }, realKey()))
  for (const iss of ['https://evil.test', `${config().APP_URL}/`, '', undefined, null])
    await refuses(forge(header, { ...claims, iss }, realKey()))
})

test('a token without one of its claims is refused [E5]', async () => {
  const claims = claimsOf((await fresh()).token)
  for (const name of ['jti', 'sub', 'iat', 'exp', 'iss', 'aud'])
    await refuses(forge(header, { ...claims, [name]: undefined }, realKey()))
})

test('only a time in whole seconds within the next hour is accepted [E5]', async () => {
  const claims = claimsOf((await fresh()).token)
  const end = now() + 1800
  for (const exp of [`${end}`, end + 0.5, 1e20, -1, 0, null, [end], {}, true, Number.MAX_SAFE_INTEGER, end + 7200])
    await refuses(forge(header, { ...claims, exp }, realKey()))
  for (const iat of [now() + 120, now() + 86_400, now() - 86_400, -1, `${now()}`, now() + 0.5, null, 1e20])
    await refuses(forge(header, { ...claims, iat }, realKey()))
  for (const nbf of [now() + 120, '0', null]) await refuses(forge(header, { ...claims, nbf }, realKey()))
  await refuses(forge(header, { ...claims, iat: now(), exp: now() + 3601 }, realKey()))
})

test('a key in the token’s own header is ignored [E3]', async () => {
  const { token, id } = await fresh()
  const claims = claimsOf(token)
  const evil = Buffer.from('a key that the attacker knows 123')
  const brought = [
    { kid: '../../../../dev/null' },
    { kid: "' union select 'key' --" },
    { jku: 'https://evil.test/keys' },
    { x5u: 'https://evil.test/cert' },
    { jwk: { kty: 'oct', k: evil.toString('base64url') } },
    { x5c: [evil.toString('base64')] },
  ]
  for (const more of brought) {
    for (const key of [evil, '']) await refuses(forge({ ...header, ...more }, claims, key))
    // With our own signature such a header would be harmless.
    expect(await readResetLink(forge({ ...header, ...more }, claims, realKey()))).toMatchObject({ state: 'good', id })
  }
})

test('a header with an unknown critical extension is refused [E9]', async () => {
  const claims = claimsOf((await fresh()).token)
  const demands = [
    { crit: ['exp'], exp: 1 },
    { crit: [] },
    { crit: 'b64' },
    { crit: ['b64'], b64: false },
    { b64: false, crit: ['x'] },
  ]
  for (const more of demands) await refuses(forge({ ...header, ...more }, claims, realKey()))
})

test('an unknown or malformed row ID is refused, and a malformed one never reaches the database [D8r, E9]', async () => {
  const claims = claimsOf((await fresh()).token)
  const strange = [
    '',
    'x',
    "' or 1=1",
    7,
    null,
    {},
    ['x'],
    'x'.repeat(10_000),
    '\0',
    '00000000-0000-0000-0000-00000000000g',
    'x'.repeat(21),
    `${'x'.repeat(21)}+`,
    'x'.repeat(22),
    '1'.repeat(32),
  ]
  for (const value of [...strange, randomUUID()]) {
    await refuses(forge(header, { ...claims, jti: value }, realKey()))
    await refuses(forge(header, { ...claims, sub: value }, realKey()))
  }
})

test('a token for the row of another user is refused [D4r, D8r]', async () => {
  const [mine, theirs] = [await fresh(), await fresh()]
  await refuses(forge(header, { ...claimsOf(mine.token), jti: theirs.id }, realKey()))
  await refuses(forge(header, { ...claimsOf(mine.token), sub: theirs.userId }, realKey()))
})

async function fresh() {
  const user = await someone({ passwordHash: 'old' })
  return { userId: user.id, ...(await aResetLink(user)) }
}

async function refuses(token: string) {
  expect((await readResetLink(token)).state, token.slice(0, 300)).toMatch(/^link-(invalid|expired)$/)
}
