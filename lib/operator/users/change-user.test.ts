import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { rememberDevice } from '@/lib/devices/known-devices'
import type { Caller } from '@/lib/operation'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { emailDigest } from '@/lib/secrets/secrets'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { skipUses } from '@/test/skip-uses'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import {
  clearAttempts,
  deleteUser,
  disableUser,
  enableUser,
  makeResetLink,
  revokeSessions,
  tryEmailAgain,
  verifyEmail,
} from './change-user'

const operator = { name: 'grace' }

test('a disabled account has no session, no open link and no login until it is enabled [B3]', async () => {
  const user = await someone()
  const [session, link] = [await loggedIn(user), await aResetLink(user)]
  expect(await disableUser({ user: user.email }, operator)).toMatchObject({ value: { changed: true } })
  expect(await currentUser(session)).toBeUndefined()
  expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({
    code: 'invalid-credentials',
  })
  expect(await makeResetLink({ user: user.email }, operator)).toMatchObject({ ok: false, code: 'invalid-input' })
  expect(await disableUser({ user: user.email }, operator)).toMatchObject({ value: { changed: false } })
  expect(await enableUser({ user: user.email }, operator)).toMatchObject({ value: { changed: true } })
  expect(await enableUser({ user: user.email }, operator)).toMatchObject({ value: { changed: false } })
  expect(await currentUser(session)).toBeUndefined()
  expect(await readResetLink(link.token)).toMatchObject({ state: 'link-replaced' })
  expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({ ok: true })
  expect((await eventsOf(user)).slice(-3)).toEqual(['disabled', 'enabled', 'login'])
})

test('a printed link sets a password once, ends the older links and names the operator in the events', async () => {
  const user = await someone({ passwordHash: 'old' })
  const mailed = await aResetLink(user)
  const made = await makeResetLink({ user: user.id }, operator)
  if (!made.ok) throw new Error(made.code)
  const token = new URL(made.value.link).searchParams.get('token') ?? ''
  expect(made.value.link).toMatch(/^http:\/\/localhost:3000\/reset-password\?token=/)
  expect(await readResetLink(mailed.token)).toMatchObject({ state: 'link-replaced' })
  const reset = () => resetPassword({ token, new_password: 'a quite new phrase' }, aCaller())
  expect(await reset()).toMatchObject({ ok: true })
  expect(await reset()).toMatchObject({ code: 'link-used' })
  const { events } = await rowsOf(user)
  expect(events.find(({ type }) => type === 'password-reset-link-created')).toMatchObject({
    details: { operator: 'grace' },
  })
})

test('every session of the account ends, and none of another account', async () => {
  const [user, other] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
  const [browser, program, others] = [await loggedIn(user, 'browser'), await loggedIn(user), await loggedIn(other)]
  expect(await revokeSessions({ user: user.email }, operator)).toMatchObject({ value: { ended: 2 } })
  expect([await currentUser(browser), await currentUser(program)]).toEqual([undefined, undefined])
  expect(await currentUser(others)).toBeDefined()
  expect((await rowsOf(user)).events.at(-1)).toMatchObject({ details: { operator: 'grace', count: '2' } })
})

test('an email that bounced is tried again', async () => {
  const user = await someone({ passwordHash: 'old' })
  expect(await tryEmailAgain({ user: user.id }, operator)).toMatchObject({ value: { changed: false } })
  await query((db) => db.update(users).set({ emailUnreachableAt: sql`now()` }).where(eq(users.id, user.id)))
  expect(await tryEmailAgain({ user: user.id }, operator)).toMatchObject({ value: { changed: true } })
  expect((await rowsOf(user)).user?.emailUnreachableAt).toBeNull()
})

test('an operator verifies an email once, which ends its open links', async () => {
  const user = await someone({ passwordHash: 'old' })
  expect(await verifyEmail({ user: user.email }, operator)).toMatchObject({ value: { changed: true } })
  expect(await verifyEmail({ user: user.email }, operator)).toMatchObject({ value: { changed: false } })
  const { user: row, verifications, events } = await rowsOf(user)
  expect(row?.emailVerifiedAt).not.toBeNull()
  expect(verifications.every(({ replacedAt }) => replacedAt)).toBe(true)
  expect(events.filter(({ type }) => type === 'email-verified-by-operator')).toMatchObject([
    { details: { operator: 'grace', to: user.email } },
  ])
  await disable(user)
  expect(await verifyEmail({ user: user.id }, operator)).toMatchObject({ ok: false, code: 'invalid-input' })
})

test('cleared login attempts are available again, in the known browser too, and for no other account', async () => {
  const [user, other] = [await someone(), await someone()]
  const known = { ...aCaller('browser'), device: await rememberDevice(undefined, user.id) }
  const attempt = (email: string, caller: Caller) => login({ email, password: 'a wrong one' }, caller)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    const attempts: [key: string, email: string, caller: Caller][] = [
      [`account/900/${emailDigest(user.emailCanonical)}`, user.email, aCaller()],
      [`device/900/${user.id}/%`, user.email, known],
      [`account/900/${emailDigest(other.emailCanonical)}`, other.email, aCaller()],
    ]
    for (const [key, email, caller] of attempts) {
      await attempt(email, caller)
      await skipUses(`login/${key}`, 1, 10)
    }
    for (const caller of [aCaller(), known]) {
      expect(await attempt(user.email, caller)).toMatchObject({ code: 'too-many-requests' })
    }
    expect(await clearAttempts({ user: user.email }, operator)).toMatchObject({ value: { cleared: 2 } })
    for (const caller of [aCaller(), known]) {
      expect(await login({ email: user.email, password: user.password }, caller)).toMatchObject({ ok: true })
    }
    expect(await attempt(other.email, aCaller())).toMatchObject({ code: 'too-many-requests' })
    expect(await clearAttempts({ user: user.email }, operator)).toMatchObject({ value: { cleared: 0 } })
  })
  const cleared = (await rowsOf(user)).events.filter(({ type }) => type === 'attempts-cleared-by-operator')
  expect(cleared).toMatchObject([{ details: { operator: 'grace' } }])
})

test('a deleted account leaves nothing behind, whether it was disabled or not', async () => {
  const user = await someone({ passwordHash: 'old' })
  await disable(user)
  expect(await deleteUser({ user: user.email }, operator)).toMatchObject({ value: { deleted: true } })
  const { user: row, ...rest } = await rowsOf(user)
  expect(row).toBeUndefined()
  expect(Object.values(rest).flat()).toEqual([])
})
