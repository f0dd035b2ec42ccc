import { findPendingLogin } from '@/db/factors/logins/pending-logins'
import { findSession } from '@/db/sessions/sessions'
import { publicUser } from '@/lib/accounts/public-user'
import type { Caller } from '@/lib/operation'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf, recoveryCodesOf } from '@/test/accounts/second-steps'
import { aSigningPasskeyOf, someoneWithPasskeyAlone } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { pendingLogin } from './pending-login'
import { secondStep } from './second-step'
import { secondStepOptions } from './second-step-options'

const expired = { ok: false, code: 'login-expired' }
const refused = { ok: false, code: 'passkey-refused', fields: {} }
type Owner = Awaited<ReturnType<typeof someoneWithTwoStep>>['user']

/** The options for a login whose password was right, and the token of that login. */
async function optionsFor(user: Owner, caller: Caller = aCaller()) {
  const login_token = await loginTokenOf(user, caller)
  return { login_token, ...successOf(await secondStepOptions({ login_token }, caller)) }
}

for (const door of ['api', 'browser'] as const) {
  test(`a passkey finishes a login at the door ${door}, with a fresh session of the second level`, async () => {
    const { user } = await someoneWithTwoStep()
    for (const [synced, amr] of [
      [true, 'pwd swk'],
      [false, 'pwd hwk'],
    ] as const) {
      const { device } = await aSigningPasskeyOf(user, { synced })
      const caller = aCaller(door)
      const { login_token, options } = await optionsFor(user, caller)
      const credential = device.get(options)
      const done = await secondStep({ login_token, credential }, caller)
      const states = { restored: false, suspended: false }
      const value = { token: expect.stringMatching(/^[\w-]{43}$/), user: publicUser(user), ...states }
      expect(done).toEqual({ ok: true, value })
      const { token } = successOf(done)
      expect(token).not.toBe(login_token)
      const session = await findSession(hashSessionToken(token), door, 30, 10)
      expect(session).toMatchObject({ fresh: true, secondFactorAt: expect.any(Date), amr })
      expect(await secondStep({ login_token, credential }, caller)).toMatchObject(expired)
    }
  })
}

test('options name the passkeys of the account, and only after the right password [M22]', async () => {
  const [{ user }, other] = [await someoneWithTwoStep(), await someone()]
  const [one, two] = [await aSigningPasskeyOf(user), await aSigningPasskeyOf(user)]
  await aSigningPasskeyOf(user, { rpId: 'rekey.example' })
  await aSigningPasskeyOf(other)
  const { options } = await optionsFor(user)
  expect(options).toEqual({
    challenge: expect.stringMatching(/^[\w-]{72}$/),
    ...{ rpId: 'localhost', timeout: 600_000, userVerification: 'required' },
    allowCredentials: [one, two].map(({ passkey }) => ({
      ...{ type: 'public-key', id: passkey.credentialId, transports: ['internal'] },
    })),
  })
  for (const [login_token, door] of [
    ['', 'api'],
    ['another', 'api'],
    [await loginTokenOf(user), 'browser'],
  ] as const)
    expect(await secondStepOptions({ login_token }, aCaller(door))).toMatchObject(expired)
})

test('an account without a passkey that works here gets no options, because an empty list would mean any [M22]', async () => {
  const { user } = await someoneWithTwoStep()
  await aSigningPasskeyOf(user, { rpId: 'rekey.example' })
  const login_token = await loginTokenOf(user)
  expect(await secondStepOptions({ login_token }, aCaller())).toMatchObject({ code: 'passkeys-unavailable' })
  expect((await pendingLogin(login_token, 'api'))?.methods).toEqual(['authenticator-app', 'recovery-code'])
})

test('a passkey is one of the methods where it can be used', async () => {
  const { user } = await someoneWithTwoStep()
  const methods = async () => (await pendingLogin(await loginTokenOf(user), 'api'))?.methods
  expect(await methods()).toEqual(['authenticator-app', 'recovery-code'])
  await aSigningPasskeyOf(user)
  expect(await methods()).toEqual(['authenticator-app', 'passkey', 'recovery-code'])
  await withSettings({ APP_URL: 'http://127.0.0.1:3000' }, async () =>
    expect(await methods()).toEqual(['authenticator-app', 'recovery-code']),
  )
})

test('a passkey of another account finishes no login, and a refused one costs no attempt [M19, M21]', async () => {
  const [{ user }, { user: other }] = [await someoneWithTwoStep(), await someoneWithTwoStep()]
  const [own, theirs] = [await aSigningPasskeyOf(user), await aSigningPasskeyOf(other)]
  const { login_token, options } = await optionsFor(user)
  const before = (await rowsOf(user)).sessions
  for (let time = 0; time < 6; time++) {
    const credential = time % 2 ? own.device.get(options, { wrongKey: true }) : theirs.device.get(options)
    expect(await secondStep({ login_token, credential }, aCaller())).toEqual(refused)
  }
  expect((await rowsOf(user)).sessions).toEqual(before)
  expect(await eventsOf(user)).not.toContain('second-step-failed')
  expect((await pendingLogin(login_token, 'api'))?.attemptsLeft).toBe(5)
  const credential = own.device.get(options)
  expect(await secondStep({ login_token, credential }, aCaller())).toMatchObject({ ok: true })
})

test('a new password meanwhile ends the login, also for a passkey [M4]', async () => {
  const { user } = await someoneWithTwoStep()
  const { device } = await aSigningPasskeyOf(user)
  const { login_token, options } = await optionsFor(user)
  await changeAccount(user, { passwordHash: 'new' })
  const credential = device.get(options)
  expect(await secondStep({ login_token, credential }, aCaller())).toMatchObject(expired)
})

test('a login takes either a code or a passkey, not both and not neither', async () => {
  const { user } = await someoneWithTwoStep()
  const [code] = await recoveryCodesOf(user)
  const { device } = await aSigningPasskeyOf(user)
  const { login_token, options } = await optionsFor(user)
  const credential = device.get(options)
  const say = async (given: object) => secondStep({ login_token, ...given }, aCaller())
  expect(await say({})).toMatchObject({ code: 'invalid-input', fields: { code: ['Enter your code.'] } })
  const both = { code: 'invalid-input', fields: { credential: ['Send either a code or a credential.'] } }
  expect(await say({ code, credential })).toMatchObject(both)
  expect(await say({ credential: {} })).toMatchObject({
    code: 'invalid-input',
    fields: { credential: expect.any(Array) },
  })
  // None of these used anything up.
  expect(await findPendingLogin(hashSessionToken(login_token), 'api')).toMatchObject({ attempts: 0 })
  expect(await say({ credential })).toMatchObject({ ok: true })
})

test('six digits say what to use instead where there is no app, and cost the login no attempt', async () => {
  const { user } = await someoneWithPasskeyAlone()
  const login_token = await loginTokenOf(user)
  for (let time = 0; time < 7; time++)
    expect(await secondStep({ login_token, code: '123456' }, aCaller())).toMatchObject({
      code: 'wrong-code',
      fields: {
        code: [
          expect.stringMatching(/^Your account has no authenticator app\. Use your passkey( or a recovery code)?\.$/),
        ],
      },
      more: { attempts_left: 5 },
    })
  expect(await pendingLogin(login_token, 'api')).toMatchObject({ attemptsLeft: 5 })
  // Recovery codes can be tried, so they count.
  const code = '0'.repeat(24)
  expect(await secondStep({ login_token, code }, aCaller())).toMatchObject({ more: { attempts_left: 4 } })
})

test('the codes of an account without an app still use up its attempts of 15 minutes', async () => {
  const { user } = await someoneWithPasskeyAlone()
  const login_token = await loginTokenOf(user)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    const results = []
    for (let time = 0; time < 11; time++) results.push(await secondStep({ login_token, code: '123456' }, aCaller()))
    expect(results.at(-1)).toMatchObject({ code: 'too-many-requests' })
  })
})
