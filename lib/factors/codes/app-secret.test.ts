import { randomBytes } from 'node:crypto'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { openSecret, sealSecret } from './app-secret'
import { newSecret } from './totp'

const aSecret = () => randomBytes(32).toString('base64url')

test('a secret is stored sealed, and opens for its user alone [M11]', () => {
  const secret = newSecret()
  const sealed = sealSecret('ann', secret)
  expect(sealed).not.toContain(secret)
  expect(openSecret('ann', sealed)).toBe(secret)
  expect(openSecret('bob', sealed)).toBeUndefined()
})

test('a secret opens while the one that sealed it is in AUTH_SECRET, and is lost after that without an error [M12]', async () => {
  const [old, next] = [aSecret(), aSecret()]
  const secret = newSecret()
  const sealed = await withSettings({ AUTH_SECRET: old }, async () => sealSecret('ann', secret))
  const openedUnder = (secrets: string) => withSettings({ AUTH_SECRET: secrets }, async () => openSecret('ann', sealed))
  expect(await openedUnder(`${next},${old}`)).toBe(secret)
  expect(await openedUnder(next)).toBeUndefined()
})
