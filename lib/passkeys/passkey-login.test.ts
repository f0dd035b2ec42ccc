import { sql } from 'drizzle-orm'
import { findSession } from '@/db/sessions/sessions'
import { softwareAuthenticator } from '@/e2e/support/authenticator'
import { publicUser } from '@/lib/accounts/public-user'
import { rememberDevice } from '@/lib/devices/known-devices'
import { newChallenge } from '@/lib/factors/webauthn/challenge'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, eventsTold, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { aSigningPasskeyOf } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { logLinesOf } from '@/test/log-lines'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { loginOptions } from './login-options'
import { passkeyLogin } from './passkey-login'

const refused = { ok: false, code: 'passkey-refused', fields: {} }
const unavailable = { ok: false, code: 'passkeys-unavailable' }

for (const door of ['api', 'browser'] as const)
  for (const synced of [true, false])
    test(`a ${synced ? 'synced' : 'device-bound'} passkey logs in at the door ${door}, with two-step login on and off`, async () => {
      for (const user of [await someone(), (await someoneWithTwoStep()).user]) {
        const { passkey, answer } = await aSigningPasskeyOf(user, { synced })
        expect(passkey.lastUsedAt).toBeNull()
        const done = await passkeyLogin({ credential: answer('login') }, aCaller(door))
        const states = { restored: false, suspended: false }
        const value = { token: expect.stringMatching(/^[\w-]{43}$/), user: publicUser(user), ...states }
        expect(done).toEqual({ ok: true, value })
        const { token } = successOf(done)
        const session = await findSession(hashSessionToken(token), door, 30, 10)
        const amr = synced ? 'swk user' : 'hwk user'
        expect(session).toMatchObject({ fresh: true, secondFactorAt: expect.any(Date), amr })
        expect((await eventsOf(user)).at(-1)).toBe('login')
      }
    })

test('what the options of the site ask for is what logs in', async () => {
  const user = await someone()
  const { device } = await aSigningPasskeyOf(user)
  const { options } = successOf(await loginOptions({}, aCaller()))
  expect(await passkeyLogin({ credential: device.get(options) }, aCaller())).toMatchObject({ ok: true })
})

const states = {
  disabled: { disabledAt: sql`now()` },
  contested: { contestedAt: sql`now()` },
  'past its deletion': { deletionDueAt: sql`now() - interval '1 minute'` },
}
for (const [what, state] of Object.entries(states)) {
  test(`an account that is ${what} is refused like a wrong signature, and the challenge opens nothing later`, async () => {
    const user = await someone({ verified: true })
    const { answer } = await aSigningPasskeyOf(user)
    await changeAccount(user, state)
    const before = await rowsOf(user)
    const results = []
    for (const faults of [{}, { wrongKey: true }])
      results.push(await passkeyLogin({ credential: answer('login', '', faults) }, aCaller()))
    expect(results).toEqual([refused, refused])
    expect(await rowsOf(user)).toEqual(before)
  })
}

test('an account that waits for its deletion is restored, and a block of resets ends', async () => {
  const user = await someone({ verified: true })
  const { answer } = await aSigningPasskeyOf(user)
  const later = sql`now() + interval '1 day'`
  await changeAccount(user, { deletionDueAt: later, resetsMutedUntil: later })
  const done = await passkeyLogin({ credential: answer('login') }, aCaller())
  expect(done).toMatchObject({ ok: true, value: { restored: true } })
  expect(await accountOf(user)).toMatchObject({ deletionDueAt: null, resetsMutedUntil: null })
  expect(await eventsOf(user)).toContain('account-deletion-canceled')
})

test('a locked password does not matter', async () => {
  const user = await someone({ passwordHash: '!' })
  const { answer } = await aSigningPasskeyOf(user)
  expect(await passkeyLogin({ credential: answer('login') }, aCaller())).toMatchObject({ ok: true })
})

test('the owner is notified of a new device, but not of a known one [B18]', async () => {
  const user = await someone({ verified: true })
  const { answer } = await aSigningPasskeyOf(user)
  const browser = aCaller('browser')
  const logIn = (caller: typeof browser) => passkeyLogin({ credential: answer('login') }, caller)
  expect(await logIn(browser)).toMatchObject({ ok: true })
  expect(await eventsTold(user, 'new-device')).toBe(1)
  const device = await rememberDevice(undefined, user.id)
  expect(await logIn({ ...browser, device })).toMatchObject({ ok: true })
  expect(await eventsTold(user, 'new-device')).toBe(1)
})

test('a passkey that no account has is unknown [M21]', async () => {
  const unknown = { ok: false, code: 'passkey-unknown', fields: {} }
  const credential = softwareAuthenticator({ userHandle: 'AAAA' }).get({ challenge: newChallenge('login') })
  expect(await passkeyLogin({ credential }, aCaller())).toEqual(unknown)
})

test('the log names the account and the outcome, and nothing of the answer [M30]', async () => {
  const user = await someone()
  const { answer } = await aSigningPasskeyOf(user)
  const [right, wrong] = [answer('login'), answer('login', '', { wrongKey: true })]
  const lines = await logLinesOf(async () => {
    for (const credential of [wrong, right]) await passkeyLogin({ credential }, aCaller())
  })
  expect(lines).toMatchObject([
    { event: 'passkey.refused', purpose: 'login', reason: 'answer' },
    { event: 'login', user: user.id, kind: 'api' },
  ])
  const { clientDataJSON, authenticatorData, signature, userHandle } = right.response
  const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())
  for (const part of [right.id, challenge, clientDataJSON, authenticatorData, signature, userHandle])
    expect(JSON.stringify(lines)).not.toContain(part)
})

test('the log says why a passkey was refused, and the answer does not [M30]', async () => {
  const [user, disabled] = [await someone(), await someone()]
  const [here, closed] = [await aSigningPasskeyOf(user), await aSigningPasskeyOf(disabled)]
  await changeAccount(disabled, { disabledAt: sql`now()` })
  const once = here.answer('login')
  expect(await passkeyLogin({ credential: once }, aCaller())).toMatchObject({ ok: true })
  const wrong = {
    origin: here.answer('login', '', { origin: 'https://proxy.example' }),
    challenge: here.answer('confirm', 'x'),
    owner: here.answer('login', '', { userHandle: 'AAAA' }),
    used: once,
    account: closed.answer('login'),
  }
  for (const [reason, credential] of Object.entries(wrong)) {
    const lines = await logLinesOf(async () => expect(await passkeyLogin({ credential }, aCaller())).toEqual(refused))
    expect(lines).toMatchObject([{ event: 'passkey.refused', purpose: 'login', reason }])
  }
})

test('under an IP address there are no passkeys', async () => {
  const user = await someone()
  const { answer } = await aSigningPasskeyOf(user)
  for (const APP_URL of ['https://203.0.113.7', 'https://[2001:db8::7]', 'http://127.0.0.1:3000'])
    await withSettings({ APP_URL }, async () => {
      expect(await loginOptions({}, aCaller())).toMatchObject(unavailable)
      expect(await passkeyLogin({ credential: answer('login', '', { origin: APP_URL }) }, aCaller())).toMatchObject(
        unavailable,
      )
    })
})

test('options for a login are the same for everyone but for the challenge [M22]', async () => {
  const user = await someone()
  await aSigningPasskeyOf(user)
  const rest = { rpId: 'localhost', timeout: 600_000, userVerification: 'required' }
  const seen = new Set<string>()
  for (let time = 0; time < 100; time++) {
    const email = time % 2 ? user.email : 'nobody@example.com'
    const result = await loginOptions({ email, userId: user.id }, aCaller(time % 3 ? 'api' : 'browser'))
    expect(result).toEqual({
      ok: true,
      value: { options: { challenge: expect.stringMatching(/^[\w-]{72}$/), ...rest } },
    })
    seen.add(JSON.stringify(result))
  }
  expect(seen.size).toBe(100)
})
