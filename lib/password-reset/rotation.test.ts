import { randomBytes } from 'node:crypto'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { readResetLink } from './reset-link'

const aSecret = () => randomBytes(32).toString('base64url')
const stateUnder = (secrets: string, token: string) =>
  withSettings({ AUTH_SECRET: secrets }, async () => (await readResetLink(token)).state)

test('a link works as long as the secret that signed it is on the list [E6]', async () => {
  const [old, next] = [aSecret(), aSecret()]
  const user = await someone({ passwordHash: 'old' })
  const { token } = await withSettings({ AUTH_SECRET: old }, () => aResetLink(user))
  expect(await stateUnder(`${next},${old}`, token)).toBe('good')
  expect(await stateUnder(`${next}, ${aSecret()}, ${old}`, token)).toBe('good')
  expect(await stateUnder(next, token)).toBe('link-invalid')
})

test('the first secret of the list signs [E6]', async () => {
  const [old, next] = [aSecret(), aSecret()]
  const user = await someone({ passwordHash: 'old' })
  const { token } = await withSettings({ AUTH_SECRET: `${next},${old}` }, () => aResetLink(user))
  expect(await stateUnder(next, token)).toBe('good')
  expect(await stateUnder(old, token)).toBe('link-invalid')
})

test('a link from another site with the same secret is refused [E2]', async () => {
  const { token } = await aResetLink(await someone({ passwordHash: 'old' }))
  const elsewhere = { APP_URL: 'https://other.example.com' }
  expect((await withSettings(elsewhere, () => readResetLink(token))).state).toBe('link-invalid')
})
