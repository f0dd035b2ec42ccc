import { sql } from 'drizzle-orm'
import { isKnownDevice, rememberDevice } from '@/lib/devices/known-devices'
import { currentUser } from '@/lib/sessions/current-user'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
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
