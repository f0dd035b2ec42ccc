import { sql } from 'drizzle-orm'
import { isKnownDevice, rememberDevice } from '@/lib/devices/known-devices'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { login } from '@/lib/sessions/login/login'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsTold } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { everyNotice } from '@/test/emails/every-notice'
import { newestLink } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import { notMe } from './not-me'

test('the password no longer works until the emailed reset link sets a new one', async () => {
  const user = await someone({ verified: true })
  const { email, password } = user
  expect(await login({ email, password }, aCaller())).toMatchObject({ ok: true })
  await press(user)
  const refused = { ok: false, code: 'invalid-credentials', fields: {} }
  for (const tried of [password, '!', ' ']) expect(await login({ email, password: tried }, aCaller())).toEqual(refused)

  const { content } = await composed(await newestEmail('reset-password', user))
  const reset = { token: tokenFor('/reset-password', content), new_password: 'a new password' }
  expect(await resetPassword(reset, aCaller())).toMatchObject({ ok: true })
  expect(await login({ email, password }, aCaller())).toEqual(refused)
  expect(await login({ email, password: 'a new password' }, aCaller())).toMatchObject({ ok: true })
})

test('a browser that logged in before counts as new, and one that logs in afterwards does not', async () => {
  const user = await someone({ passwordHash: 'old', verified: true })
  const before = await rememberDevice(undefined, user.id)
  expect(await isKnownDevice(before, await accountOf(user))).toBe(true)
  await press(user)
  expect(await isKnownDevice(before, await accountOf(user))).toBe(false)
  // As if a second had passed, because the cookie has the time in whole seconds.
  await changeAccount(user, { devicesForgottenAt: sql`devices_forgotten_at - interval '1 second'` })
  expect(await isKnownDevice(await rememberDevice(before, user.id), await accountOf(user))).toBe(true)
})

test('an API client that called from there before counts as new', async () => {
  const user = await someone({ verified: true })
  const { email, password } = user
  const notices = () => eventsTold(user, 'new-device')
  for (const expected of [1, 1]) {
    await login({ email, password }, aCaller())
    expect(await notices()).toBe(expected)
  }
  await press(user)
  const { content } = await composed(await newestEmail('reset-password', user))
  await resetPassword({ token: tokenFor('/reset-password', content), new_password: 'a new password' }, aCaller())
  await login({ email, password: 'a new password' }, aCaller())
  expect(await notices()).toBe(2)
})

async function press(user: Parameters<(typeof everyNotice)['phone-changed']>[0]): Promise<void> {
  await everyNotice['phone-changed'](user)
  const { token } = await newestLink('not-me', user)
  expect(await notMe({ token }, aCaller())).toMatchObject({ ok: true })
}
