import { appCode } from '@/e2e/support/app-code'
import { passkeyLogin } from '@/lib/passkeys/passkey-login'
import { login } from '@/lib/sessions/login/login'
import { secondStep } from '@/lib/two-step/second-step'
import { aCaller } from '@/test/accounts/callers'
import { hoursAgo } from '@/test/accounts/changed-factors'
import { loginTokenOf, recoveryCodesOf } from '@/test/accounts/second-steps'
import { aSigningPasskeyOf } from '@/test/accounts/signing-passkey'
import { someoneWithSuspended, someoneWithSuspendedPasskey } from '@/test/accounts/suspended-factors'
import { aTrustedBrowserOf } from '@/test/accounts/trusted-browsers'
import { expect, test } from '@/test/unit'
import { keepSuspendedFactor } from './keep'
import { removeSuspendedFactor } from './remove'

const told = { ok: true, value: { suspended: true } }

for (const door of ['api', 'browser'] as const)
  test(`whoever logs in at the door ${door} hears that there is something to keep or remove, until it is decided [M26]`, async () => {
    const { user, caller, id } = await someoneWithSuspendedPasskey('browser')
    const enter = () => login({ email: user.email, password: user.password }, aCaller(door))
    expect(await enter()).toMatchObject(told)
    expect(await (door === 'api' ? keepSuspendedFactor : removeSuspendedFactor)({ id }, caller)).toMatchObject({
      ok: true,
    })
    expect(await enter()).toMatchObject({ ok: true, value: { suspended: false } })
  })

test('with two-step login every way in says so: a code, a recovery code, a passkey [M26]', async () => {
  const { user, secret } = await someoneWithSuspended()
  const { answer } = await aSigningPasskeyOf(user, { createdAt: hoursAgo(1) })
  const [recovery = ''] = await recoveryCodesOf(user)
  for (const code of [appCode(secret), recovery]) {
    const caller = aCaller()
    expect(await secondStep({ login_token: await loginTokenOf(user, caller), code }, caller)).toMatchObject(told)
  }
  expect(await passkeyLogin({ credential: answer('login') }, aCaller())).toMatchObject(told)
})

test('before the password is right, nothing tells such an account from others [M1]', async () => {
  const { user } = await someoneWithSuspended()
  const answer = await login({ email: user.email, password: 'a wrong password' }, aCaller())
  expect(answer).toEqual(await login({ email: `no.${user.email}`, password: 'a wrong password' }, aCaller()))
})

test('“This wasn’t me” ends trust: in a browser that was trusted the password alone is not enough [M29]', async () => {
  const { user } = await someoneWithSuspended()
  const browser = await aTrustedBrowserOf(user)
  expect(await login({ email: user.email, password: user.password }, browser)).toMatchObject({
    code: 'second-step-required',
  })
})
