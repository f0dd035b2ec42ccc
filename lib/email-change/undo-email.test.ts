import { sql } from 'drizzle-orm'
import { secureAccount } from '@/db/accounts/not-me'
import { NO_PASSWORD, type User } from '@/db/accounts/users'
import { removePasskey } from '@/db/factors/own-passkeys'
import { passkeysOf } from '@/db/factors/passkeys'
import { renewRecoveryCodes, switchOffTwoStep } from '@/db/factors/two-step'
import { isKnownDevice, rememberDevice } from '@/lib/devices/known-devices'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { hoursAgo, newCodes, setUpAgain, someoneWithTwoStepSince } from '@/test/accounts/changed-factors'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { aResetLink } from '@/test/links/a-reset-link'
import { changeLink, newestLink, stateOfLink } from '@/test/links/link-row'
import { moved, requestedChange, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { undoEmail } from './undo-email'

test('the previous email is restored, and every session ends, whether by cookie or bearer token', async () => {
  const before = await somebodyVerified()
  const { user, undo } = await moved(before)
  const devices = [await loggedIn(user, 'browser'), await loggedIn(user, 'api')]
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ ok: true, value: { email: before.email } })
  const { email, emailCanonical } = before
  expect(await accountOf(user)).toMatchObject({ email, emailCanonical, emailVerifiedAt: expect.any(Date) })
  for (const device of devices) expect(await currentUser(device)).toBeUndefined()
  expect(await eventsOf(user)).toContain('undo-email')
})

test('everything pending is canceled: another change, a reset, the account’s deletion and the stop of reset emails', async () => {
  const before = await somebodyVerified()
  const { user, undo } = await moved(before)
  const [change, reset] = [await requestedChange(user), await aResetLink(user)]
  const later = sql`now() + interval '6 hours'`
  await changeAccount(user, { deletionDueAt: later, resetsMutedUntil: later })
  await undoEmail({ token: undo.token }, aCaller())
  expect(await stateOfLink('confirm-email', change)).toBe('link-replaced')
  expect(await stateOfLink('password-reset', reset)).toBe('link-replaced')
  expect(await accountOf(user)).toMatchObject({ email: before.email, deletionDueAt: null, resetsMutedUntil: null })
})

/** What is done to the second factors of an account since its email was changed. `own` names a session of it. */
const doneSince: Record<string, (user: User, own: { userId: string; sessionId: string }) => Promise<unknown>> = {
  'a passkey was added': (user) => aPasskeyOf(user),
  'the app was replaced': (user, { sessionId }) => setUpAgain(user, sessionId),
  'other recovery codes were made': (_, own) => renewRecoveryCodes({ ...own, codeHashes: newCodes() }, {}),
  'two-step login was turned off': (_, own) => switchOffTwoStep(own, {}),
  'a passkey was removed': async ({ id }, own) => {
    const [passkey] = await passkeysOf(id)
    return removePasskey({ ...own, id: passkey!.id, rpId: 'localhost' }, {})
  },
}

for (const [what, happens] of Object.entries(doneSince)) {
  test(`if ${what} since then, an undo also disables the password, and the previous email gets a link to choose a new one [M26]`, async () => {
    const { user, own } = await someoneWithTwoStepSince(hoursAgo(1))
    await aPasskeyOf(user, { createdAt: hoursAgo(1) })
    const { undo } = await moved(user)
    await happens(user, own)
    expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ ok: true })
    expect((await accountOf(user)).passwordHash).toBe(NO_PASSWORD)
    const { email, password } = user
    expect(await login({ email, password }, aCaller())).toMatchObject({ code: 'invalid-credentials' })
    const { to, content } = await composed(await newestEmail('reset-password', user))
    expect(to).toBe(email)
    const reset = { token: tokenFor('/reset-password', content), new_password: 'a new password' }
    expect(await resetPassword(reset, aCaller())).toMatchObject({ ok: true })
  })
}

test('an undo that finds the second factors as they were leaves the password alone', async () => {
  const { user, own } = await someoneWithTwoStepSince(hoursAgo(1))
  await aPasskeyOf(user, { createdAt: hoursAgo(1) })
  const { undo } = await moved(user)
  const { id } = await aPasskeyOf(user)
  await removePasskey({ ...own, id, rpId: 'localhost' }, {})
  await undoEmail({ token: undo.token }, aCaller())
  expect((await accountOf(user)).passwordHash).toBe(user.passwordHash)
  expect((await rowsOf(user)).mails.filter(({ kind }) => kind === 'reset-password')).toEqual([])
})

test('an undo emails a new reset link if the password was disabled before, because it ends the link of that time', async () => {
  const before = await somebodyVerified()
  const { user, undo, notMe } = await moved(before)
  await secureAccount(notMe.id, before.emailCanonical, {})
  const resets = async () => (await rowsOf(user)).mails.filter(({ kind }) => kind === 'reset-password')
  expect(await resets()).toHaveLength(1)
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ ok: true })
  expect((await resets()).map(({ recipient }) => recipient)).toEqual([before.email, before.email])
})

test('a browser that logged in before counts as a new one', async () => {
  const { user, undo } = await moved(await somebodyVerified())
  const device = await rememberDevice(undefined, user.id)
  expect(await isKnownDevice(device, await accountOf(user))).toBe(true)
  await undoEmail({ token: undo.token }, aCaller())
  expect(await isKnownDevice(device, await accountOf(user))).toBe(false)
})

test('an undo verifies an unverified email, because its owner opened the link', async () => {
  const before = await someone({ passwordHash: 'old' })
  const { user, undo } = await moved(before)
  await changeAccount(user, { emailVerifiedAt: null })
  await undoEmail({ token: undo.token }, aCaller())
  expect(await accountOf(user)).toMatchObject({ email: before.email, emailVerifiedAt: expect.any(Date) })
})

test('an undo link works for seven days and not a second longer', async () => {
  const before = await somebodyVerified()
  const { user, undo } = await moved(before)
  await changeLink('undo-email', undo.id, { expiresAt: sql`now() - interval '1 second'` })
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ code: 'link-expired' })
  expect((await accountOf(user)).email).toBe(user.email)
  await changeLink('undo-email', undo.id, { expiresAt: sql`now() + interval '1 minute'` })
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ ok: true })
})

test('an email that changed only in case is restored as it was written', async () => {
  const before = await somebodyVerified()
  const { undo } = await moved(before, before.email.toUpperCase())
  await undoEmail({ token: undo.token }, aCaller())
  expect((await accountOf(before)).email).toBe(before.email)
})

test('undoing to an unverified email is refused if another account uses it by now [A3]', async () => {
  const before = await someone({ passwordHash: 'old' })
  const { user, undo } = await moved(before)
  const device = await loggedIn(user)
  const { user: other } = await moved(await somebodyVerified(), before.email)
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ code: 'account-exists' })
  expect((await accountOf(user)).email).toBe(user.email)
  expect((await accountOf(other)).email).toBe(before.email)
  // Nothing else was changed either.
  expect(await currentUser(device)).toBeDefined()
  expect(await stateOfLink('undo-email', await newestLink('undo-email', user))).toBe('good')
})
