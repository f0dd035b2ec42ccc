import { aPerson } from '@/e2e/support/steps/person'
import { deleteAccount } from '@/lib/account-deletion/delete-account'
import { isKnownDevice, rememberDevice } from '@/lib/devices/known-devices'
import { changeEmail } from '@/lib/email-change/change-email'
import { confirmEmail } from '@/lib/email-change/confirm-email'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { updateProfile } from '@/lib/profile/update-profile'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { accountOf } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { composed, emailsFor, tokenFor } from '@/test/emails/composed-emails'
import { newestLink, stateOfLink } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import { verifyEmail } from './verify-email'

test('a stranger who registered the email loses all access once its owner sets a password [A14, INC-4]', async () => {
  const account = await someone()
  const [browser, program] = [await aCallerOf(account, 'browser'), await loggedIn(account, 'api')]
  const device = await rememberDevice(undefined, account.id)
  const trap = aPerson().email
  expect(await changeEmail({ new_email: trap }, browser)).toMatchObject({ ok: true })
  const [pending, welcome] = [await newestLink('confirm-email', account), await newestLink('verify-email', account)]
  expect(await isKnownDevice(device, await accountOf(account))).toBe(true)

  await setPassword(account.email)
  for (const credential of [browser.credential, program]) expect(await currentUser(credential)).toBeUndefined()
  expect(await confirmEmail({ token: pending.token }, aCaller())).toMatchObject({ code: 'link-replaced' })
  expect(await stateOfLink('verify-email', welcome)).toBe('link-replaced')
  expect(await isKnownDevice(device, await accountOf(account))).toBe(false)
  const credentials = { email: account.email, password: account.password }
  expect(await login(credentials, aCaller())).toMatchObject({ code: 'invalid-credentials' })
  expect(await accountOf(account)).toMatchObject({ email: account.email, emailVerifiedAt: expect.any(Date) })
  expect((await rowsOf(account)).sessions).toEqual([])
})

test('a deletion that the stranger requested is canceled, and a login does not mention it [A14]', async () => {
  const account = await someone()
  expect(
    await deleteAccount({ current_password: account.password }, await aCallerOf(account, 'browser')),
  ).toMatchObject({ ok: true })
  expect((await accountOf(account)).deletionDueAt).toEqual(expect.any(Date))
  await setPassword(account.email)
  expect((await accountOf(account)).deletionDueAt).toBeNull()
  const credentials = { email: account.email, password: 'the password of the owner' }
  expect(await login(credentials, aCaller())).toMatchObject({ ok: true, value: { restored: false } })
})

test('the owner can correct names and phone number at once, and the stranger’s number becomes free [A14]', async () => {
  const account = await someone()
  await setPassword(account.email)
  const caller = await aCallerOf(await accountOf(account), 'browser')
  const { first_name, last_name, phone_number } = { ...aPerson(), first_name: 'Grace', last_name: 'Hopper' }
  const changed = await updateProfile({ first_name, last_name, phone_number }, caller)
  expect(changed).toMatchObject({ ok: true, value: { user: { first_name, last_name, phone_number } } })
  await someone({ phoneNumber: account.phoneNumber, passwordHash: 'other' })
})

test('an owner who had verified the email before keeps the requested deletion and the known devices', async () => {
  const account = await someone()
  await verifyEmail({ token: (await newestLink('verify-email', account)).token }, aCaller())
  const device = await rememberDevice(undefined, account.id)
  await deleteAccount({ current_password: account.password }, await aCallerOf(account, 'browser'))
  await setPassword(account.email)
  const after = await accountOf(account)
  expect(after.deletionDueAt).toEqual(expect.any(Date))
  expect(await isKnownDevice(device, after)).toBe(true)
})

/** The owner of the email requests a link and opens it. */
async function setPassword(email: string): Promise<void> {
  await forgotPassword({ email }, aCaller())
  const { content } = await composed((await emailsFor(email))[0]!)
  const reset = { token: tokenFor('/reset-password', content), new_password: 'the password of the owner' }
  expect(await resetPassword(reset, aCaller())).toMatchObject({ ok: true })
}
