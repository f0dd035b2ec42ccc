import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { passkeys } from '@/db/factors/tables'
import { users } from '@/db/schema'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someoneWithPasskeyAlone } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { rekey } from '@/test/command-line'
import { expect, test } from '@/test/unit'

test('an account is shown with its passkeys, and those of another domain are marked [M33]', async () => {
  const user = await someone({ verified: true })
  const key = { credentialId: `id-${user.id}`, publicKey: `key-${user.id}` }
  await aPasskeyOf(user, { ...key, name: 'Phone', lastUsedAt: new Date('2026-11-20T10:00:00Z') })
  await aPasskeyOf(user, { name: '\u202eKey', synced: false, rpId: 'login.example.com' })
  const { out } = await rekey(['users', 'show', user.email])
  expect(out).toMatch(/two-step login +off\npasskeys +2\n/)
  expect(out).toMatch(/Phone +synced +\d{4}-\d\d-\d\d .+ 2026-11-20 .+ localhost +yes\n/)
  expect(out).toMatch(/�Key +on one device +\d{4}-\d\d-\d\d .+ never +login\.example\.com +no\n/)
  const json = await rekey(['users', 'show', user.email, '--json'])
  expect(JSON.parse(json.out).second_factors.passkeys).toMatchObject([
    { name: 'Phone', synced: true, domain: 'localhost', usable: true },
    { synced: false, last_used_at: null, domain: 'login.example.com', usable: false },
  ])
  for (const hidden of Object.values(key)) expect(out + json.out).not.toContain(hidden)
})

test('passkeys are reset while two-step login is off, and the owner is told [M33]', async () => {
  const user = await someone({ verified: true })
  await aPasskeyOf(user)
  const reset = ['users', 'reset-factors', user.email, '--operator', 'grace']
  expect(await rekey(reset, { types: 'no' })).toMatchObject({ code: 1, err: 'Nothing was changed.' })
  expect(await rekey(reset, { types: user.email })).toMatchObject({
    code: 0,
    out: expect.stringContaining('has no passkeys any more'),
  })
  expect(await emailsOf(user, 'second-factor-changed')).toMatchObject([{ data: { factor_change: 'factors-reset' } }])
  expect((await rowsOf(user)).events.at(-1)).toMatchObject({ type: 'factors-reset', details: { operator: 'grace' } })
  expect((await rekey(['users', 'show', user.email])).out).toMatch(/passkeys +0\n/)
  expect((await rekey([...reset, '--yes'])).out).toContain('neither two-step login nor a passkey')
})

test('a list of accounts with two-step login has those whose only second factor is a passkey [M33]', async () => {
  const [on, off] = [await someone(), await someone()]
  for (const user of [on, off]) await aPasskeyOf(user)
  await query((db) => db.update(users).set({ twoStepAt: new Date() }).where(eq(users.id, on.id)))
  const both = [on.email, off.email]
  const found = async (option: string) => (await newest(option)).filter((email) => both.includes(email))
  expect(await found('--two-step')).toEqual([on.email])
  expect(await found('--without-two-step')).toEqual([off.email])
})

test('a list of accounts with two-step login has those that have only recovery codes left [M33]', async () => {
  const { user } = await someoneWithPasskeyAlone()
  await query((db) => db.delete(passkeys).where(eq(passkeys.userId, user.id)))
  expect(await newest('--two-step')).toContain(user.email)
})

/** The emails of the newest accounts on a list. */
async function newest(option: string): Promise<string[]> {
  const { out } = await rekey(['users', 'list', option, '--limit', '1000', '--json'])
  return JSON.parse(out).users.map(({ email }: { email: string }) => email)
}
