import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { findApp } from '@/db/factors/authenticator-apps'
import { authenticatorApps } from '@/db/factors/tables'
import { findSession } from '@/db/sessions/sessions'
import { appCode } from '@/e2e/support/app-code'
import { publicUser } from '@/lib/accounts/public-user'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf, recoveryCodesOf, wrongCodeOf } from '@/test/accounts/second-steps'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { expect, test } from '@/test/unit'
import { pendingLogin } from './pending-login'
import { secondStep } from './second-step'

const expired = { ok: false, code: 'login-expired', fields: {} }
const wrong = { ok: false, code: 'wrong-code' }

for (const door of ['api', 'browser'] as const) {
  test(`a code of the app finishes a login at the door ${door}, with a fresh session of the second level`, async () => {
    const owner = await someoneWithTwoStep()
    const caller = aCaller(door)
    const login_token = await loginTokenOf(owner.user, caller)
    const done = await secondStep({ login_token, code: appCode(owner.secret) }, caller)
    expect(done).toEqual({
      ok: true,
      value: {
        token: expect.stringMatching(/^[\w-]{43}$/),
        user: publicUser(owner.user),
        restored: false,
        suspended: false,
      },
    })
    const { token } = (done as { value: { token: string } }).value
    expect(token).not.toBe(login_token)
    const session = await findSession(hashSessionToken(token), door, 30, 10)
    expect(session).toMatchObject({ fresh: true, secondFactorAt: expect.any(Date), amr: 'pwd otp' })
    expect(await secondStep({ login_token, code: appCode(owner.secret, Date.now() / 1000, 1) }, caller)).toEqual(
      expired,
    )
  })
}

test('a code may be written with blanks, and what cannot be a code costs no attempt', async () => {
  const owner = await someoneWithTwoStep()
  const login_token = await loginTokenOf(owner.user)
  for (const code of ['12345', 'abcdef', '１２３４５６', ''])
    expect(await secondStep({ login_token, code }, aCaller())).toMatchObject({ code: 'invalid-input' })
  expect((await pendingLogin(login_token, 'api'))?.attemptsLeft).toBe(5)
  const written = appCode(owner.secret).replace(/^.../, '$& ')
  expect(await secondStep({ login_token, code: written }, aCaller())).toMatchObject({ ok: true })
})

test('a recovery code finishes a login once, in any spelling, and says how many are left [M9]', async () => {
  const owner = await someoneWithTwoStep()
  const [code] = (await recoveryCodesOf(owner.user)) as [string]
  const login_token = await loginTokenOf(owner.user)
  const done = await secondStep({ login_token, code: code.toUpperCase() }, aCaller())
  expect(done).toMatchObject({ ok: true, value: { recoveryCodesLeft: 9 } })
  const { token } = (done as { value: { token: string } }).value
  expect(await findSession(hashSessionToken(token), 'api', 30, 10)).toMatchObject({ fresh: true, amr: 'pwd rc' })
  const again = await secondStep({ login_token: await loginTokenOf(owner.user), code }, aCaller())
  expect(again).toMatchObject({ ...wrong, fields: { code: [expect.stringContaining('already used')] } })
})

test('a recovery code of another account is a wrong one [M9]', async () => {
  const [owner, other] = [await someoneWithTwoStep(), await someoneWithTwoStep()]
  const [code] = await recoveryCodesOf(other.user)
  expect(await secondStep({ login_token: await loginTokenOf(owner.user), code }, aCaller())).toMatchObject(wrong)
})

test('the texts say what to do next, and how many attempts are left', async () => {
  const owner = await someoneWithTwoStep()
  const login_token = await loginTokenOf(owner.user)
  const said = []
  for (let attempt = 0; attempt < 5; attempt++) {
    const result = await secondStep({ login_token, code: wrongCodeOf(owner) }, aCaller())
    said.push(...((result as { fields: Record<string, string[]> }).fields.code ?? []))
  }
  expect(said.slice(2)).toEqual([
    'Enter the code that your app shows now. 2 attempts are left.',
    'Enter the code that your app shows now. One attempt is left.',
    'Too many wrong codes. Please log in again.',
  ])
})

test('an app whose secret does not open is no way in, and a recovery code is [M12]', async () => {
  const [owner, other] = [await someoneWithTwoStep(), await someoneWithTwoStep()]
  const [code] = await recoveryCodesOf(owner.user)
  // The secret of another account, copied into this row, does not open either [M11].
  const { sealed } = (await findApp(other.user.id))!
  await query((db) => db.update(authenticatorApps).set({ sealed }).where(eq(authenticatorApps.userId, owner.user.id)))
  const login_token = await loginTokenOf(owner.user)
  expect((await pendingLogin(login_token, 'api'))?.methods).toEqual(['recovery-code'])
  for (const { secret } of [owner, other])
    expect(await secondStep({ login_token, code: appCode(secret) }, aCaller())).toMatchObject({
      ...wrong,
      fields: { code: [expect.stringMatching(/^Your authenticator app can’t be used at the moment/)] },
    })
  expect(await secondStep({ login_token, code }, aCaller())).toMatchObject({ ok: true })
})
