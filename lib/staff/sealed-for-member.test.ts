import { randomBytes } from 'node:crypto'
import { CompactEncrypt, decodeProtectedHeader, EncryptJWT, jwtDecrypt } from 'jose'
import { keysFor } from '@/lib/secrets/secrets'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { openForMember, sealForMember } from './sealed-for-member'

const [ada, bob] = [crypto.randomUUID(), crypto.randomUUID()]
const search = { text: 'canary@example.com <script>' }

test('what a member typed can be read back by that member alone, and is not readable in the URL [N25]', async () => {
  const sealed = await sealForMember(ada, 'search', search)
  expect(sealed).toMatch(/^[\w.-]+$/)
  expect(decodeProtectedHeader(sealed)).toEqual({ alg: 'dir', enc: 'A256GCM' })
  const parts = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  expect(parts.join(' ')).not.toMatch(/canary|example|script/)
  expect(await openForMember(ada, 'search', sealed)).toEqual(search)
  expect(await openForMember(bob, 'search', sealed)).toBeUndefined()
  expect(await openForMember(ada, 'form', sealed)).toBeUndefined()
})

test('it opens for eight hours and no longer', async () => {
  const aged = (exp: string) => sealedBy(keysFor('console-url')[0]!, exp)
  expect(await openForMember(ada, 'search', await aged('1 minute from now'))).toEqual(search)
  expect(await openForMember(ada, 'search', await aged('1 second ago'))).toBeUndefined()
  const { exp } = await claimsOf(await sealForMember(ada, 'search', search))
  expect(Math.abs(exp - Date.now() / 1000 - 8 * 3600)).toBeLessThan(60)
})

test('what was altered, sealed by somebody else or is no sealed text at all does not open', async () => {
  const sealed = await sealForMember(ada, 'search', search)
  const others = [
    undefined,
    [sealed],
    '',
    'x',
    'a.b.c.d.e',
    `${sealed}x`,
    sealed.slice(0, -1),
    sealed.replace('.', '..'),
  ]
  for (const other of others) expect(await openForMember(ada, 'search', other)).toBeUndefined()
  for (const key of [randomBytes(32), keysFor('email-digest')[0]!])
    expect(await openForMember(ada, 'search', await sealedBy(key))).toBeUndefined()
  const [key] = keysFor('console-url') as [Uint8Array]
  const claims = new TextEncoder().encode(JSON.stringify({ remembered: search, sub: ada, aud: 'search' }))
  const unending = await new CompactEncrypt(claims).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key)
  expect(await openForMember(ada, 'search', unending)).toBeUndefined()
})

test('a search still opens after the secret was rotated', async () => {
  const [old, next] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const sealed = await withSettings({ AUTH_SECRET: old }, () => sealForMember(ada, 'search', search))
  await withSettings({ AUTH_SECRET: `${next},${old}` }, async () =>
    expect(await openForMember(ada, 'search', sealed)).toEqual(search),
  )
  await withSettings({ AUTH_SECRET: next }, async () =>
    expect(await openForMember(ada, 'search', sealed)).toBeUndefined(),
  )
})

function sealedBy(key: Uint8Array, exp = '1 hour from now'): Promise<string> {
  return new EncryptJWT({ remembered: search })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setSubject(ada)
    .setAudience('search')
    .setExpirationTime(exp)
    .encrypt(key)
}

async function claimsOf(sealed: string) {
  const { payload } = await jwtDecrypt(sealed, keysFor('console-url')[0]!)
  return payload as { exp: number }
}
