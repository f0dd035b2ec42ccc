import { eq } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { race } from '@/e2e/support/needs'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { cpuTime } from '@/test/cpu-time'
import { aResetLink } from '@/test/links/a-reset-link'
import { claimsOf, forge } from '@/test/links/forge-token'
import { expect, test } from '@/test/unit'
import { readResetLink } from './reset-link'
import { resetPassword } from './reset-password'

test('a link sets the password once and logs nobody in [D1r, D12r]', async () => {
  const user = await someone()
  const { token } = await aResetLink(user)
  expect(await reset(token, 'a new password')).toEqual({
    ok: true,
    value: { message: 'Password reset successfully', email: user.email, userId: user.id },
  })
  for (const password of ['a new password', 'another password'])
    expect(await reset(token, password)).toEqual({ ok: false, code: 'link-used', fields: {} })
  expect(await login({ email: user.email, password: 'a new password' }, aCaller())).toMatchObject({ ok: true })
  expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({ ok: false })
})

test('of six concurrent uses of one link exactly one succeeds, and the others get “already used” [D2r]', {
  tag: race,
}, async () => {
  const { token } = await aResetLink(await someone())
  const results = await Promise.all([1, 2, 3, 4, 5, 6].map((index) => reset(token, `a new password ${index}`)))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  for (const result of results) if (!result.ok) expect(result.code).toBe('link-used')
})

test('every earlier session ends, whether by cookie or bearer token [D6r, A14]', async () => {
  const user = await someone()
  const before = [await loggedIn(user, 'browser'), await loggedIn(user, 'api')]
  const { token } = await aResetLink(user)
  await reset(token, 'a new password')
  for (const credential of before) expect(await currentUser(credential)).toBeUndefined()
})

test('a rejected password leaves the link open and the old password valid [D7r]', async () => {
  const user = await someone()
  const { token } = await aResetLink(user)
  for (const weak of [
    'short',
    'passwordpassword',
    user.email,
    user.email.toUpperCase(),
    'x'.repeat(257),
    'abcdefgh\ud800',
  ]) {
    const refusal = await reset(token, weak)
    expect(refusal).toMatchObject({ code: 'invalid-input', fields: { new_password: [expect.any(String)] } })
  }
  expect(await hashOf(user)).toBe(user.passwordHash)
  expect(await readResetLink(token)).toMatchObject({ state: 'good' })
})

test('a newer link replaces an older one [C7, D3r]', async () => {
  const user = await someone()
  const [older, newer] = [await aResetLink(user), await aResetLink(user)]
  expect(await reset(older.token, 'a new password')).toMatchObject({ code: 'link-replaced' })
  expect(await reset(newer.token, 'a new password')).toMatchObject({ ok: true })
})

test('the link of a disabled account is invalid [D8r]', async () => {
  const user = await someone()
  const { token } = await aResetLink(user)
  await disable(user)
  expect(await reset(token, 'a new password')).toEqual({ ok: false, code: 'link-invalid', fields: {} })
  expect(await hashOf(user)).toBe(user.passwordHash)
})

test('a flood of bad tokens costs no hashing [D13r]', async () => {
  const { token } = await aResetLink(await someone())
  const header = { alg: 'HS256', typ: 'pr+jwt' }
  const bad = ['', 'x', `${token.slice(0, -5)}AAAAA`, forge(header, claimsOf(token), 'secret')]
  const sendAll = async () => {
    for (let round = 0; round < 50; round++)
      for (const text of bad) expect((await reset(text, 'a new password')).ok).toBe(false)
  }
  // Two hundred hashes would take half a minute.
  expect(await cpuTime(sendAll)).toBeLessThan(5_000)
})

test('an invalid token or password is rejected with an error on its field [A1, B14]', async () => {
  for (const token of [undefined, null, 7, {}, ['x']])
    expect(await reset(token, 'a new password')).toMatchObject({
      code: 'invalid-input',
      fields: { token: expect.anything() },
    })
  for (const password of [undefined, null, 12345678, ['a new password'], ''])
    expect(await reset('x', password)).toMatchObject({
      code: 'invalid-input',
      fields: { new_password: expect.anything() },
    })
})

function reset(token: unknown, new_password: unknown) {
  return resetPassword({ token, new_password }, aCaller())
}

async function hashOf({ id }: User): Promise<string | undefined> {
  const [row] = await query((db) => db.select().from(users).where(eq(users.id, id)))
  return row?.passwordHash
}
