import { appCode } from '@/e2e/support/app-code'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { finishAuthenticatorApp } from '@/lib/authenticator-app/finish'
import { login } from '@/lib/sessions/login/login'
import { secondFactors } from '@/lib/two-step/second-factors'
import { secondStep } from '@/lib/two-step/second-step'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loginTokenOf } from '@/test/accounts/second-steps'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { makeRecoveryCodes } from './make'
import { markRecoveryCodesSaved } from './mark-saved'

type Page = Awaited<ReturnType<typeof aCallerOf>>

async function madeIn(page: Page): Promise<string[]> {
  const made = await makeRecoveryCodes({}, page)
  if (!made.ok) throw new Error(made.code)
  return made.value.recovery_codes
}

/** Logs in with the password and this code. */
async function logInWith(code: string, owner: Parameters<typeof loginTokenOf>[0]) {
  return secondStep({ login_token: await loginTokenOf(owner), code }, aCaller())
}

test('new codes replace all former ones at once, and each works once [M9, M10]', async () => {
  const { user, caller: page } = await someoneWithTwoStep()
  const [former, current] = [await madeIn(page), await madeIn(page)]
  expect(current).toHaveLength(10)
  expect(await logInWith(former[0]!, user)).toMatchObject({ code: 'wrong-code' })
  expect(await logInWith(current[0]!, user)).toMatchObject({ ok: true })
  expect(await logInWith(current[0]!, user)).toMatchObject({ code: 'wrong-code' })
  const told = await emailsOf(user, 'second-factor-changed')
  expect(told.map(({ data }) => data.factor_change)).toContain('recovery-codes-made')
})

test('a code from before two-step login was switched off never works again [M10]', async () => {
  const { user, caller: page } = await someoneWithTwoStep()
  const [kept] = await madeIn(page)
  expect(await switchOffTwoStep({}, page)).toMatchObject({ ok: true })
  expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({ ok: true })
  const begun = await beginAuthenticatorApp({}, page)
  const { secret } = (begun as { value: { secret: string } }).value
  expect(await finishAuthenticatorApp({ code: appCode(secret) }, page)).toMatchObject({ ok: true })
  expect(await logInWith(kept!, user)).toMatchObject({ code: 'wrong-code' })
})

test('the codes are in no later answer, log line, email or row [M9]', async () => {
  const { user, caller: page } = await someoneWithTwoStep()
  let codes: string[] = []
  const lines = await logLinesOf(async () => {
    codes = await madeIn(page)
  })
  const seen = JSON.stringify([lines, await rowsOf(user), await secondFactors({}, page)])
  for (const code of codes) for (const text of [code, code.replaceAll('-', '')]) expect(seen).not.toContain(text)
})

test('new codes are not saved until their owner says so', async () => {
  const { caller: page } = await someoneWithTwoStep()
  const saved = async () => {
    const factors = await secondFactors({}, page)
    return factors.ok && factors.value.recovery_codes?.saved
  }
  expect(await saved()).toBe(false)
  expect(await markRecoveryCodesSaved({}, page)).toMatchObject({ ok: true })
  expect(await saved()).toBe(true)
  await madeIn(page)
  expect(await saved()).toBe(false)
})

test('while two-step login is off no codes are made', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  expect(await makeRecoveryCodes({}, page)).toMatchObject({ code: 'two-step-off' })
  expect(await emailsOf(user, 'second-factor-changed')).toEqual([])
})
