import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { pendingLogins } from '@/db/factors/tables'
import { emails, events, sessions } from '@/db/schema'
import { appCode } from '@/e2e/support/app-code'
import { rememberDevice } from '@/lib/devices/known-devices'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { changeAccount } from '@/test/accounts/account-now'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf, wrongCodeOf } from '@/test/accounts/second-steps'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { cancelLogin } from './cancel-login'
import { pendingLogin } from './pending-login'
import { secondStep } from './second-step'

type Owner = Awaited<ReturnType<typeof someoneWithTwoStep>>
const expired = { ok: false, code: 'login-expired', fields: {} }

const sessionsOf = ({ user }: Owner) => query((db) => db.$count(sessions, eq(sessions.userId, user.id)))

test('five wrong codes end a login, also at once, and the account owner is told once a day [M7, M25]', async () => {
  const owner = await someoneWithTwoStep()
  const code = wrongCodeOf(owner)
  const login_token = await loginTokenOf(owner.user)
  for (const attempts_left of [4, 3, 2, 1, 0])
    expect(await secondStep({ login_token, code }, aCaller())).toMatchObject({
      code: 'wrong-code',
      more: { attempts_left },
    })
  expect(await secondStep({ login_token, code: appCode(owner.secret) }, aCaller())).toEqual(expired)

  const second = await loginTokenOf(owner.user)
  const codes = await atOnce(50, async () => {
    const result = await secondStep({ login_token: second, code }, aCaller())
    return result.ok ? 'ok' : result.code
  })
  expect(codes.filter((each) => each === 'wrong-code')).toHaveLength(5)
  expect(codes.filter((each) => each === 'login-expired')).toHaveLength(45)
  const told = await query((db) => db.select().from(emails).where(eq(emails.userId, owner.user.id)))
  expect(told.filter(({ kind }) => kind === 'second-step-failed')).toHaveLength(1)
  const noted = await query((db) => db.select().from(events).where(eq(events.userId, owner.user.id)))
  expect(noted.filter(({ type }) => type === 'second-step-failed')).toHaveLength(2)
})

test('a login is finished only at its door and while it lasts, and whatever ended it looks the same [M3, M4]', async () => {
  const owner = await someoneWithTwoStep()
  const code = appCode(owner.secret)
  const login_token = await loginTokenOf(owner.user)
  const refused = [
    secondStep({ login_token, code }, aCaller('browser')),
    secondStep({ login_token: login_token.slice(1), code }, aCaller()),
    secondStep({ login_token: '', code }, aCaller()),
  ]
  for (const each of refused) expect(await each).toEqual(expired)
  const tokenHash = eq(pendingLogins.tokenHash, hashSessionToken(login_token))
  await query((db) => db.update(pendingLogins).set({ expiresAt: sql`now()` }).where(tokenHash))
  expect(await secondStep({ login_token, code }, aCaller())).toEqual(expired)
})

const changes = {
  'a new password': { passwordHash: 'new' },
  'switching two-step login off': { twoStepAt: null },
  'disabling the account': { disabledAt: sql`now()` },
}
for (const [what, change] of Object.entries(changes)) {
  test(`${what} meanwhile ends a login [M4]`, async () => {
    const owner = await someoneWithTwoStep()
    const before = await sessionsOf(owner)
    const login_token = await loginTokenOf(owner.user)
    await changeAccount(owner.user, change as never)
    expect(await secondStep({ login_token, code: appCode(owner.secret) }, aCaller())).toEqual(expired)
    expect(await sessionsOf(owner)).toBe(before)
  })
}

test('the sixth login ends the first, and no number of logins ends one of a known browser [M8]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const stranger = aCaller('browser')
  const owner = { ...stranger, device: await rememberDevice(undefined, user.id) }
  const own = await loginTokenOf(user, owner)
  const tokens = []
  for (let time = 0; time < 6; time++) tokens.push(await loginTokenOf(user, stranger))
  const [first, second] = tokens as [string, string]
  expect(await pendingLogin(first, 'browser')).toBeUndefined()
  expect(await pendingLogin(second, 'browser')).toBeDefined()
  expect(await secondStep({ login_token: own, code: appCode(secret) }, owner)).toMatchObject({ ok: true })
})

test('a canceled login cannot be finished, and canceling says nothing about a token', async () => {
  const owner = await someoneWithTwoStep()
  const login_token = await loginTokenOf(owner.user)
  expect(await cancelLogin({ login_token }, aCaller('browser'))).toEqual({ ok: true, value: undefined })
  expect(await pendingLogin(login_token, 'api')).toBeDefined()
  for (const token of [login_token, login_token, 'another'])
    expect(await cancelLogin({ login_token: token }, aCaller())).toEqual({ ok: true, value: undefined })
  expect(await pendingLogin(login_token, 'api')).toBeUndefined()
  expect(await secondStep({ login_token, code: appCode(owner.secret) }, aCaller())).toEqual(expired)
})
