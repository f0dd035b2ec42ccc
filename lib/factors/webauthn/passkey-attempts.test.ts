import { like } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { spentChallenges } from '@/db/factors/tables'
import { throttles } from '@/db/schema'
import { appCode } from '@/e2e/support/app-code'
import { softwareAuthenticator } from '@/e2e/support/authenticator'
import type { Caller } from '@/lib/operation'
import { passkeyLogin } from '@/lib/passkeys/passkey-login'
import { emailDigest } from '@/lib/secrets/secrets'
import { secondStep } from '@/lib/two-step/second-step'
import { secondStepOptions } from '@/lib/two-step/second-step-options'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf, wrongCodeOf } from '@/test/accounts/second-steps'
import { aSigningPasskeyOf } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { statementsOf } from '@/test/database-statements'
import { skipUses } from '@/test/skip-uses'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

const limited = <T>(work: () => Promise<T>) => withSettings({ RATE_LIMITS: 'on' }, work)
let addresses = 0
/** A caller with an IP address of its own. */
const elsewhere = (): Caller => ({ ...aCaller(), ip: `198.20.0.${++addresses}` })

test('a network gets 50 refused passkeys in 15 minutes, over both operations, and right ones do not count', async () => {
  const { user } = await someoneWithTwoStep()
  const { answer } = await aSigningPasskeyOf(user)
  const [one, other] = [elsewhere(), elsewhere()]
  await limited(async () => {
    const login_token = await loginTokenOf(user, one)
    const wrong = () => answer('login', '', { wrongKey: true })
    for (let time = 0; time < 5; time++) {
      if (time === 4) await skipUses(`passkey/address/900/${one.ip}`, 4, 49)
      const credential = wrong()
      const result = await (time % 2 ? passkeyLogin({ credential }, one) : secondStep({ login_token, credential }, one))
      expect(result).toMatchObject({ code: 'passkey-refused' })
      // Under another name, because a login ends those that wait in the same place.
      const right = () => passkeyLogin({ credential: answer('login') }, { ...one, userAgent: 'others' })
      if (time < 3) expect(await right()).toMatchObject({ ok: true })
    }
    const tooMany = { code: 'too-many-requests', retryAfterSeconds: expect.any(Number) }
    expect(await passkeyLogin({ credential: answer('login') }, one)).toMatchObject(tooMany)
    expect(await secondStep({ login_token, credential: wrong() }, one)).toMatchObject(tooMany)
    // The account owner, who is elsewhere, notices nothing.
    expect(await passkeyLogin({ credential: answer('login') }, other)).toMatchObject({ ok: true })
  })
})

test('a passkey logs in while a stranger uses up the attempts of the app, and gives them back [M8]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const { device, answer } = await aSigningPasskeyOf(user)
  const enter = async (code: string) => {
    const caller = elsewhere()
    return secondStep({ login_token: await loginTokenOf(user, caller), code }, caller)
  }
  const burn = async () => {
    await enter(wrongCodeOf({ secret }))
    await skipUses(`second-step/account/900/${emailDigest(user.emailCanonical)}`, 1, 9)
    expect(await enter(wrongCodeOf({ secret }))).toMatchObject({ code: 'wrong-code' })
    expect(await enter(appCode(secret))).toMatchObject({ code: 'too-many-requests' })
  }
  await limited(async () => {
    await burn()
    expect(await passkeyLogin({ credential: answer('login') }, elsewhere())).toMatchObject({ ok: true })
    await burn()
    const caller = elsewhere()
    const login_token = await loginTokenOf(user, caller)
    const credential = device.get(successOf(await secondStepOptions({ login_token }, caller)).options)
    expect(await secondStep({ login_token, credential }, caller)).toMatchObject({ ok: true })
    expect(await enter(appCode(secret))).toMatchObject({ ok: true })
  })
})

test('what nobody asked for costs no query but those of the limit, and leaves no row [M37]', async () => {
  const user = await someone()
  const { answer } = await aSigningPasskeyOf(user)
  const [before, spent] = [await rowsOf(user), await countSpent()]
  const asked: Promise<unknown>[] = []
  const statements = await statementsOf(async () => {
    for (let time = 0; time < 1000; time++) {
      const credential = answer('login', '', { challenge: `${time}`.repeat(10) })
      asked.push(passkeyLogin({ credential }, aCaller()))
    }
    await Promise.all(asked)
  })
  expect(statements).toEqual([])
  await limited(async () => {
    const credential = softwareAuthenticator({ userHandle: 'AAAA' }).get({ challenge: 'AAAA' })
    for (let time = 0; time < 60; time++) await passkeyLogin({ credential }, { ...aCaller(), ip: '198.21.0.1' })
  })
  expect(await query((db) => db.$count(throttles, like(throttles.key, 'passkey/%198.21.0.1%')))).toBe(1)
  expect(await rowsOf(user)).toEqual(before)
  expect(await countSpent()).toBe(spent)
})

test('a wrong answer to our own challenge spends nothing [M37]', async () => {
  const user = await someone()
  const { answer } = await aSigningPasskeyOf(user)
  const spent = await countSpent()
  for (const faults of [{ wrongKey: true }, { userVerified: false }, { id: 'AAAA' }, { userHandle: 'AAAA' }])
    expect(await passkeyLogin({ credential: answer('login', '', faults) }, aCaller())).toMatchObject({ ok: false })
  expect(await countSpent()).toBe(spent)
})

const countSpent = () => query((db) => db.$count(spentChallenges))
