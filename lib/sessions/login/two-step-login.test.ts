import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { pendingLogins } from '@/db/factors/tables'
import { emails, events, sessions } from '@/db/schema'
import { appCode } from '@/e2e/support/app-code'
import { aPassword } from '@/e2e/support/steps/person'
import { rememberDevice } from '@/lib/devices/known-devices'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { makeHash } from '@/lib/passwords/hash-password'
import { bcryptSha256 } from '@/lib/passwords/schemes/bcrypt-sha256'
import type { Failure } from '@/lib/result'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { secondStep } from '@/lib/two-step/second-step'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf } from '@/test/accounts/second-steps'
import { disable, someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { statementsOf } from '@/test/database-statements'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { beginSession } from './begin-session'
import { login } from './login'

const required = { ok: false, code: 'second-step-required', fields: {} }
const sessionsOf = ({ id }: { id: string }) => query((db) => db.$count(sessions, eq(sessions.userId, id)))

for (const door of ['api', 'browser'] as const) {
  test(`a right password starts no session at the door ${door}, but a login that waits for ten minutes [M2]`, async () => {
    const { user } = await someoneWithTwoStep()
    const before = await sessionsOf(user)
    const result = await login(user, aCaller(door))
    expect(result).toEqual({
      ...required,
      more: {
        login_token: expect.stringMatching(/^[\w-]{43}$/),
        expires_in: 600,
        methods: ['authenticator-app', 'recovery-code'],
      },
    })
    expect(await sessionsOf(user)).toBe(before)
    const login_token = String((result as Failure).more?.login_token)
    const isOne = eq(pendingLogins.tokenHash, hashSessionToken(login_token))
    const [row] = await query((db) => db.select().from(pendingLogins).where(isOne))
    expect(row).toMatchObject({ kind: door, ip: '203.0.113.9', attempts: 0 })
    expect(JSON.stringify(row)).not.toContain(login_token)
    expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBe(600_000)
  })
}

test('before the password is right, the work is the same with and without two-step login [M1]', async () => {
  const [plain, { user }, { user: disabled }] = [
    await someone(),
    await someoneWithTwoStep(),
    await someoneWithTwoStep(),
  ]
  await disable(disabled)
  const seen = []
  for (const { email } of [plain, user, disabled]) {
    const answers: unknown[] = []
    const statements = await statementsOf(async () => {
      answers.push(await login({ email, password: aPassword() }, aCaller()))
    })
    seen.push({ answers, statements })
  }
  expect(seen[0]!.answers).toEqual([{ ok: false, code: 'invalid-credentials', fields: {} }])
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
})

test('an account without two-step login is not asked about factors when it logs in', async () => {
  const user = await someone()
  await login(user, aCaller())
  const statements = await statementsOf(() => login(user, aCaller()))
  expect(statements).toHaveLength(2)
  expect(statements.join()).not.toMatch(/pending_logins|authenticator_apps|recovery_codes/)
})

test('a session that a password began is not started once two-step login is on [M4]', async () => {
  const user = await someone({ verified: true })
  // From then on, this client is known, and its sessions start with a single statement.
  expect(await login(user, aCaller())).toMatchObject({ ok: true })
  const asRead = await accountOf(user)
  const checkedHash = asRead.passwordHash
  await changeAccount(user, { twoStepAt: sql`now()` })
  for (const more of [{}, { deletionDueAt: new Date(Date.now() + 86_400_000) }])
    expect(await beginSession({ ...asRead, ...more }, { checkedHash }, aCaller())).toBe('overtaken')
  expect(await beginSession(asRead, { checkedHash }, aCaller('browser'))).toBe('overtaken')
  expect(await sessionsOf(user)).toBe(1)
})

test('a login during which two-step login is switched on asks for the second step [M4]', async () => {
  const password = aPassword()
  const slow = await makeHash(bcryptSha256.recipe(password, 12))
  const user = await someone({ password, passwordHash: slow, verified: true })
  const result = login(user, aCaller())
  await new Promise((resolve) => setTimeout(resolve, 50))
  await changeAccount(user, { twoStepAt: sql`now()` })
  expect(await result).toMatchObject(required)
  expect(await sessionsOf(user)).toBe(0)
})

test('a weak hash is renewed at the first step, and the login goes on with the new one', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const login_token = await withSettings({ PASSWORD_HASH: 'argon2id' }, () => loginTokenOf(user))
  expect((await accountOf(user)).passwordHash).not.toBe(user.passwordHash)
  expect(await secondStep({ login_token, code: appCode(secret) }, aCaller())).toMatchObject({ ok: true })
})

test('after a reset the new password still needs the second step, and the old login has ended [M2, M4]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const login_token = await loginTokenOf(user)
  const password = aPassword()
  const { token } = await aResetLink(user)
  expect(await resetPassword({ token, new_password: password }, aCaller('browser'))).toMatchObject({ ok: true })
  expect(await sessionsOf(user)).toBe(0)
  const late = await secondStep({ login_token, code: appCode(secret) }, aCaller())
  expect(late).toMatchObject({ code: 'login-expired' })
  expect(await login({ ...user, password }, aCaller())).toMatchObject(required)
  expect(await sessionsOf(user)).toBe(0)
})

test('a deletion is canceled by the second step, not by the password [M2]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  await changeAccount(user, { deletionDueAt: sql`now() + interval '1 day'` })
  const login_token = await loginTokenOf(user)
  expect((await accountOf(user)).deletionDueAt).not.toBeNull()
  const done = await secondStep({ login_token, code: appCode(secret) }, aCaller())
  expect(done).toMatchObject({ ok: true, value: { restored: true } })
  expect((await accountOf(user)).deletionDueAt).toBeNull()
})

test('the owner is told of a new device after the second step, not before', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const told = async () =>
    (await query((db) => db.select().from(emails).where(eq(emails.userId, user.id)))).filter(
      ({ kind }) => kind === 'new-device',
    ).length
  const caller = aCaller('browser')
  const login_token = await loginTokenOf(user, caller)
  expect(await told()).toBe(0)
  expect(await secondStep({ login_token, code: appCode(secret) }, caller)).toMatchObject({ ok: true })
  expect(await told()).toBe(1)

  const known = { ...caller, device: await rememberDevice(undefined, user.id) }
  const again = await loginTokenOf(user, known)
  const next = appCode(secret, Date.now() / 1000, 1)
  expect(await secondStep({ login_token: again, code: next }, known)).toMatchObject({ ok: true })
  expect(await told()).toBe(1)
  const kinds = (
    await query((db) => db.select().from(events).where(eq(events.userId, user.id)).orderBy(events.id))
  ).filter(({ type }) => type === 'login')
  expect(kinds.at(-1)?.details).toEqual({ kind: 'browser', amr: 'pwd otp' })
})

test('a right password that leads to the second step is no failed attempt', async () => {
  const { user } = await someoneWithTwoStep()
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let time = 0; time < 12; time++) expect(await login(user, aCaller('browser'))).toMatchObject(required)
  })
})
