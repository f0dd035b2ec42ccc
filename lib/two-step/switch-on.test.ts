import { countRecoveryCodes } from '@/db/factors/recovery-codes'
import { race } from '@/e2e/support/needs'
import { currentSession, currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { accountOf } from '@/test/accounts/account-now'
import { eventsOf, factorChangesTold, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { loginTokenOf } from '@/test/accounts/second-steps'
import { aSigningPasskeyOf, confirmingWith, someoneWithPasskeyAlone } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { secondStep } from './second-step'
import { switchOffTwoStep } from './switch-off'
import { switchOnTwoStep } from './switch-on'

test('switching two-step login on with a passkey ends every other session, and only this answer has the codes [M9, M16]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const { device } = await aSigningPasskeyOf(user)
  const others = []
  for (const kind of ['browser', 'browser', 'api', 'api'] as const) others.push(await loggedIn(user, kind))
  const switched = await switchOnTwoStep({ credential: await confirmingWith(device, page) }, page)
  expect(switched).toEqual({ ok: true, value: { message: 'Two-step login is on.', recovery_codes: expect.any(Array) } })
  for (const other of others) expect(await currentUser(other)).toBeUndefined()
  expect(await currentSession(page.credential)).toMatchObject({ amr: 'pwd swk', secondFactorAt: expect.any(Date) })
  expect(await eventsOf(user)).toContain('two-step-on')
  expect(await factorChangesTold(user)).toContain('two-step-on')

  const codes = successOf(switched).recovery_codes!
  expect(new Set(codes).size).toBe(10)
  expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({
    code: 'second-step-required',
    more: { methods: ['passkey', 'recovery-code'] },
  })
  const login_token = await loginTokenOf(user)
  expect(await secondStep({ login_token, code: codes[0] }, aCaller())).toMatchObject({ ok: true })
})

test('without a passkey that works here nothing is switched on', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  await aPasskeyOf(user, { rpId: 'former.example.com' })
  await aPasskeyOf(await someone({ verified: true }))
  const before = await rowsOf(user)
  expect(await switchOnTwoStep({}, page)).toEqual({ ok: false, code: 'no-second-factor', fields: {} })
  expect(await rowsOf(user)).toEqual(before)
  expect(await countRecoveryCodes(user.id)).toBeUndefined()
})

test('what is on already stays as it is, with its codes [M10]', async () => {
  const { user, caller } = await someoneWithTwoStep()
  await aPasskeyOf(user)
  const before = await rowsOf(user)
  expect(await switchOnTwoStep({}, caller)).toEqual({ ok: true, value: { message: 'Two-step login is on.' } })
  expect(await rowsOf(user)).toEqual(before)
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 10 })
})

test('of 10 calls at once one gets the codes, which are those that work [M9]', { tag: race }, async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  await aPasskeyOf(user)
  const switched = await atOnce(10, () => switchOnTwoStep({}, page))
  expect(switched.every(({ ok }) => ok)).toBe(true)
  const made = switched.flatMap((each) => (each.ok && each.value.recovery_codes ? [each.value.recovery_codes] : []))
  expect(made).toHaveLength(1)
  const login_token = await loginTokenOf(user)
  expect(await secondStep({ login_token, code: made[0]![0] }, aCaller())).toMatchObject({ ok: true })
})

test('switched off and on again, the passkey is still there and no former code works [M10]', async () => {
  const { user, caller, codes } = await someoneWithPasskeyAlone()
  expect(await switchOffTwoStep({}, caller)).toMatchObject({ ok: true })
  expect((await accountOf(user)).twoStepAt).toBeNull()
  expect(await switchOnTwoStep({}, caller)).toMatchObject({ value: { recovery_codes: { length: 10 } } })
  const login_token = await loginTokenOf(user)
  expect(await secondStep({ login_token, code: codes[0] }, aCaller())).toMatchObject({ code: 'wrong-code' })
})
