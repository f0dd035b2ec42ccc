import { appCode } from '@/e2e/support/app-code'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { finishAuthenticatorApp } from '@/lib/authenticator-app/finish'
import { currentSession, currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { emailsOf, eventsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { expect, test } from '@/test/unit'
import { secondFactors } from './second-factors'
import { switchOffTwoStep } from './switch-off'

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/)

test('what an account has is listed, without anything secret', async () => {
  const { caller } = await someoneWithTwoStep()
  expect(await secondFactors({}, caller)).toEqual({
    ok: true,
    value: {
      two_step: ISO,
      required: false,
      authenticator_app: { since: ISO },
      passkeys: [],
      recovery_codes: { left: 10, made_at: ISO, saved: false },
      suspended: [],
    },
  })
  const none = {
    two_step: null,
    required: false,
    authenticator_app: null,
    passkeys: [],
    recovery_codes: null,
    suspended: [],
  }
  expect(await secondFactors({}, await aCallerOf(await someone()))).toEqual({ ok: true, value: none })
})

test('switching on ends every other session and token at once, and this one has the second level [M16]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const others = []
  for (const kind of ['browser', 'browser', 'api', 'api'] as const) others.push(await loggedIn(user, kind))
  const begun = await beginAuthenticatorApp({}, page)
  for (const other of others) expect(await currentUser(other)).toBeDefined()
  const { secret } = (begun as { value: { secret: string } }).value
  expect(await finishAuthenticatorApp({ code: appCode(secret) }, page)).toMatchObject({ ok: true })
  for (const other of others) expect(await currentUser(other)).toBeUndefined()
  expect(await currentSession(page.credential)).toMatchObject({ amr: 'pwd otp', secondFactorAt: expect.any(Date) })
})

test('switching off ends every other session, lowers the level of this one, and the password is enough again [M16]', async () => {
  const { user, caller: page } = await someoneWithTwoStep()
  const others = [await aCallerWithSecondStep(user, 'browser'), await aCallerWithSecondStep(user, 'api')]
  expect(await switchOffTwoStep({}, page)).toMatchObject({ ok: true })
  for (const { credential } of others) expect(await currentUser(credential)).toBeUndefined()
  expect(await currentSession(page.credential)).toMatchObject({ amr: 'pwd', secondFactorAt: null })
  expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({ ok: true })
  expect(await secondFactors({}, page)).toMatchObject({ value: { two_step: null, recovery_codes: null } })
  expect(await eventsOf(user)).toContain('two-step-off')
  const told = await emailsOf(user, 'second-factor-changed')
  expect(told.map(({ data }) => data.factor_change)).toContain('two-step-off')
})

test('what is off cannot be switched off', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  expect(await switchOffTwoStep({}, page)).toMatchObject({ code: 'two-step-off' })
  expect(await eventsOf(user)).not.toContain('two-step-off')
})
