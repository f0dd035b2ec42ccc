import { randomBytes } from 'node:crypto'
import { config } from '@/lib/config'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { emailDigest, keysFor } from './secrets'

const hex = (key: Uint8Array) => Buffer.from(key).toString('hex')

test('each purpose has its own key, which is not the secret [E4]', () => {
  const keys = ['password-reset', 'email-digest', ''].flatMap(keysFor)
  expect(new Set(keys.map(hex)).size).toBe(3)
  for (const key of keys) {
    expect(key).toHaveLength(32)
    expect(config().AUTH_SECRET).not.toContain(Buffer.from(key).toString())
  }
})

test('every secret in the list gives a key, in the same order [E6]', async () => {
  const [old, next] = [1, 2].map(() => randomBytes(32).toString('base64url')) as [string, string]
  const keysOf = (AUTH_SECRET: string) => withSettings({ AUTH_SECRET }, async () => keysFor('password-reset').map(hex))
  const [[oldKey], [nextKey]] = [await keysOf(old), await keysOf(next)]
  expect(await keysOf(`${next},${old}`)).toEqual([nextKey, oldKey])
})

test('the digest of an email is always the same, reveals nothing about it, and depends on the secret [I2]', async () => {
  const address = 'ada@example.com'
  const digest = emailDigest(address)
  expect(digest).toMatch(/^[0-9a-f]{16}$/)
  expect(emailDigest(address)).toBe(digest)
  expect(emailDigest('bob@example.com')).not.toBe(digest)
  const other = { AUTH_SECRET: randomBytes(32).toString('base64url') }
  expect(await withSettings(other, async () => emailDigest(address))).not.toBe(digest)
})
