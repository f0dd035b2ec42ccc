import { race } from '@/e2e/support/needs'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { stateOfLink } from '@/test/links/link-row'
import { requestedChange } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { changePassword } from './change-password'

test('from then on only the new password works', async () => {
  const user = await someone()
  expect(await change(user.password, 'a new password', await aCallerOf(user))).toEqual({
    ok: true,
    value: { message: 'Password changed successfully', email: user.email },
  })
  expect(await login({ email: user.email, password: 'a new password' }, aCaller())).toMatchObject({ ok: true })
  expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({ ok: false })
})

test('a wrong password is refused with an error on its field, and nothing changes [F8]', async () => {
  const user = await someone()
  const here = await aCallerOf(user)
  const before = await rowsOf(user)
  for (const wrong of ['a wrong password', user.password.toUpperCase(), ` ${user.password}`, 'a new password'])
    expect(await change(wrong, 'a new password', here)).toEqual({
      ok: false,
      code: 'wrong-password',
      fields: { current_password: [expect.any(String)] },
    })
  expect(await rowsOf(user)).toEqual(before)
})

test('every other session ends, whether by cookie or bearer token, and this one stays [F8]', async () => {
  const user = await someone()
  const here = await aCallerOf(user)
  const others = [await loggedIn(user, 'browser'), await loggedIn(user, 'api')]
  const bystander = await loggedIn(await someone())
  await change(user.password, 'a new password', here)
  for (const credential of others) expect(await currentUser(credential)).toBeUndefined()
  for (const credential of [here.credential, bystander]) expect(await currentUser(credential)).toBeDefined()
})

test('open reset links and a pending email change are canceled [D3r]', async () => {
  const user = await someone()
  const [reset, confirm] = [await aResetLink(user), await requestedChange(user)]
  await change(user.password, 'a new password', await aCallerOf(user))
  expect(await stateOfLink('password-reset', reset)).toBe('link-replaced')
  expect(await stateOfLink('confirm-email', confirm)).toBe('link-replaced')
})

test('the owner is notified of the change by email, without the password [D11r]', async () => {
  const user = await someone({ verified: true })
  await change(user.password, 'a new password', await aCallerOf(user))
  const emails = await emailsOf(user, 'password-changed')
  const data = { by: 'change', ip: '203.0.113.9', disavowal_id: expect.any(String) }
  expect(emails).toMatchObject([{ recipient: user.email, status: 'queued', data }])
  for (const password of [user.password, 'a new password']) expect(JSON.stringify(emails)).not.toContain(password)
})

test('a new password that breaks the registration rules is rejected, and nothing changes [D7r]', async () => {
  const user = await someone()
  const here = await aCallerOf(user)
  const before = await rowsOf(user)
  const weak = [
    '',
    'short',
    'passwordpassword',
    user.email,
    user.email.toUpperCase(),
    'x'.repeat(257),
    'abcdefgh\ud800',
  ]
  for (const password of [...weak, undefined, null, 12345678, ['a new password'], {}])
    expect(await change(user.password, password, here)).toMatchObject({
      code: 'invalid-input',
      fields: { new_password: [expect.any(String)] },
    })
  expect(await rowsOf(user)).toEqual(before)
})

test('a common new password and a missing current one are reported together', async () => {
  const here = await aCallerOf(await someone())
  for (const current_password of ['', undefined])
    expect(await change(current_password, 'passwordpassword', here)).toMatchObject({
      code: 'invalid-input',
      fields: {
        current_password: ['Enter your current password.'],
        new_password: ['This password is too common. Choose another.'],
      },
    })
})

test('of two concurrent changes with the same old password one succeeds, and the other gets “log in first” [D2r]', {
  tag: race,
}, async () => {
  const user = await someone()
  const callers = [await aCallerOf(user), await aCallerOf(user)]
  const results = await Promise.all(
    callers.map((here, index) => change(user.password, `a new password ${index}`, here)),
  )
  const winner = results.findIndex(({ ok }) => ok)
  expect(results[1 - winner]).toEqual({ ok: false, code: 'unauthenticated', fields: {} })
  const email = user.email
  expect(await login({ email, password: `a new password ${winner}` }, aCaller())).toMatchObject({ ok: true })
  expect(await currentUser(callers[winner]!.credential)).toBeDefined()
  expect(await currentUser(callers[1 - winner]!.credential)).toBeUndefined()
})

function change(current_password: unknown, new_password: unknown, caller: Parameters<typeof changePassword>[1]) {
  return changePassword({ current_password, new_password }, caller)
}
