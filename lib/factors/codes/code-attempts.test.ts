import { eq, like, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { findApp } from '@/db/factors/authenticator-apps'
import { authenticatorApps } from '@/db/factors/tables'
import { throttles } from '@/db/schema'
import { appCode } from '@/e2e/support/app-code'
import { aPassword } from '@/e2e/support/steps/person'
import { rememberDevice } from '@/lib/devices/known-devices'
import type { Caller } from '@/lib/operation'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { emailDigest } from '@/lib/secrets/secrets'
import { secondStep } from '@/lib/two-step/second-step'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf, recoveryCodesOf, wrongCodeOf } from '@/test/accounts/second-steps'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { aResetLink } from '@/test/links/a-reset-link'
import { skipUses } from '@/test/skip-uses'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { newRecoveryCodes } from './recovery-code'

type Owner = Awaited<ReturnType<typeof someoneWithTwoStep>>
type Outcome = { ok: boolean; code?: string }

const limited = <T>(work: () => Promise<T>) => withSettings({ RATE_LIMITS: 'on' }, work)
let addresses = 0
/** A client with an IP address of its own. */
const elsewhere = (device?: string): Caller => ({
  ...aCaller('browser'),
  ip: `198.19.${addresses >> 8}.${addresses++ & 255}`,
  device,
})

async function enter({ user }: Owner, code: string, from = elsewhere()): Promise<Outcome> {
  return secondStep({ login_token: await loginTokenOf(user, from), code }, from)
}

/** Enters wrong codes, each in a login of its own. */
async function guess(owner: Owner, times: number, { from = elsewhere, code = wrongCodeOf(owner) } = {}) {
  const codes: Record<string, number> = {}
  for (let time = 0; time < times; time++) {
    const result = await enter(owner, code, from())
    const said = result.ok ? 'ok' : result.code!
    codes[said] = (codes[said] ?? 0) + 1
  }
  return codes
}

/** As if wrong codes had been entered in the other attempts of 15 minutes, or of a day, until this one. */
const skipTo = ({ user }: Owner, from: number, to: number, seconds = 900) =>
  skipUses(`second-step/account/${seconds}/${emailDigest(user.emailCanonical)}`, from, to)

/** As if 15 minutes had passed. */
const later = () =>
  query((db) => db.update(throttles).set({ expire: sql`now()` }).where(like(throttles.key, '%/900/%')))

test('ten wrong codes in 15 minutes are checked over all logins and IP addresses, however they are written [M7]', async () => {
  const owner = await someoneWithTwoStep()
  await limited(async () => {
    const written = wrongCodeOf(owner).replace(/^.../, '$&-')
    expect(await guess(owner, 5)).toEqual({ 'wrong-code': 5 })
    expect(await guess(owner, 8, { code: written })).toEqual({ 'wrong-code': 5, 'too-many-requests': 3 })
    expect(await enter(owner, appCode(owner.secret))).toMatchObject({ code: 'too-many-requests' })
  })
  expect((await findApp(owner.user.id))!.failures).toBe(10)
})

test('of 50 wrong codes at once, over several logins, no more are checked than the limit allows [M7]', async () => {
  const owner = await someoneWithTwoStep()
  await limited(async () => {
    const tokens = await Promise.all([1, 2, 3, 4, 5].map(() => loginTokenOf(owner.user, elsewhere())))
    const code = wrongCodeOf(owner)
    const codes = await atOnce(50, async (index) => {
      const result = await secondStep({ login_token: tokens[index % 5], code }, elsewhere())
      return result.ok ? 'ok' : result.code
    })
    expect(codes.filter((each) => each === 'wrong-code').length).toBeLessThanOrEqual(10)
    expect(codes.filter((each) => each === 'ok')).toEqual([])
  })
  expect((await findApp(owner.user.id))!.failures).toBeLessThanOrEqual(10)
})

test('fifty wrong codes a day are checked, and a right one in between gives back those of 15 minutes alone [M7]', async () => {
  const owner = await someoneWithTwoStep()
  await limited(async () => {
    for (let turn = 0; turn < 2; turn++) {
      expect(await guess(owner, 9)).toEqual({ 'wrong-code': 9 })
      // So that the test does not wait for the next code.
      await query((db) =>
        db.update(authenticatorApps).set({ lastStep: 1 }).where(eq(authenticatorApps.userId, owner.user.id)),
      )
      expect(await enter(owner, appCode(owner.secret))).toMatchObject({ ok: true })
    }
    await skipTo(owner, 18, 48, 86_400)
    expect(await guess(owner, 3)).toEqual({ 'wrong-code': 2, 'too-many-requests': 1 })
    await later()
    expect(await guess(owner, 1)).toEqual({ 'too-many-requests': 1 })
  })
})

test('while a stranger uses up the attempts, a known browser and a recovery code log in [M8]', async () => {
  const owner = await someoneWithTwoStep()
  const [code] = (await recoveryCodesOf(owner.user)) as [string]
  const device = await rememberDevice(undefined, owner.user.id)
  await limited(async () => {
    await guess(owner, 1)
    await skipTo(owner, 1, 9)
    await guess(owner, 2)
    expect(await enter(owner, appCode(owner.secret))).toMatchObject({ code: 'too-many-requests' })
    expect(await enter(owner, appCode(owner.secret), elsewhere(device))).toMatchObject({ ok: true })
    expect(await enter(owner, code)).toMatchObject({ ok: true, value: { recoveryCodesLeft: 9 } })
  })
})

test('a reset gives back the attempts of 15 minutes, but makes no browser known: emails are no second factor [M7, M8]', async () => {
  const owner = await someoneWithTwoStep()
  const recovered = await rememberDevice(undefined, owner.user.id, 'recovered')
  await limited(async () => {
    await guess(owner, 1)
    await skipTo(owner, 1, 9)
    expect(await guess(owner, 1)).toEqual({ 'wrong-code': 1 })
    expect(await enter(owner, appCode(owner.secret), elsewhere(recovered))).toMatchObject({ code: 'too-many-requests' })
    const { token } = await aResetLink(owner.user)
    owner.user.password = aPassword()
    const reset = { token, new_password: owner.user.password }
    expect(await resetPassword(reset, elsewhere())).toMatchObject({ ok: true })
    expect(await enter(owner, appCode(owner.secret))).toMatchObject({ ok: true })
  })
})

test('a known browser has ten wrong codes of its own, and uses up nobody else’s [M7, M8]', async () => {
  const owner = await someoneWithTwoStep()
  const device = await rememberDevice(undefined, owner.user.id)
  await limited(async () => {
    const from = () => elsewhere(device)
    expect(await guess(owner, 2, { from })).toEqual({ 'wrong-code': 2 })
    await skipUses(`second-step/device/900/${owner.user.id}/%`, 2, 9)
    expect(await guess(owner, 2, { from })).toEqual({ 'wrong-code': 1, 'too-many-requests': 1 })
    expect(await enter(owner, appCode(owner.secret))).toMatchObject({ ok: true })
  })
})

test('wrong recovery codes of a stranger keep the account owner out of nothing [M8]', async () => {
  const owner = await someoneWithTwoStep()
  const [code] = (await recoveryCodesOf(owner.user)) as [string]
  await limited(async () => {
    const foreign = newRecoveryCodes('somebody else').codes[0]!
    expect(await guess(owner, 12, { code: foreign })).toEqual({ 'wrong-code': 12 })
    expect(await enter(owner, appCode(owner.secret))).toMatchObject({ ok: true })
    expect(await enter(owner, code)).toMatchObject({ ok: true })
  })
})

test('after fifty wrong codes an IP address is refused at other accounts too, whatever was right in between [M7]', async () => {
  const here = elsewhere()
  const from = () => here
  await limited(async () => {
    for (let account = 0; account < 2; account++) {
      const each = await someoneWithTwoStep()
      expect(await guess(each, 3, { from })).toEqual({ 'wrong-code': 3 })
      expect(await enter(each, appCode(each.secret), here)).toMatchObject({ ok: true })
    }
    const owner = await someoneWithTwoStep()
    await skipUses(`second-step/address/900/${here.ip}`, 6, 48)
    expect(await guess(owner, 3, { from })).toEqual({ 'wrong-code': 2, 'too-many-requests': 1 })
    expect(await enter(owner, appCode(owner.secret))).toMatchObject({ ok: true })
  })
})

test('a hundred wrong codes in a row refuse the app until a recovery code is used [M7]', async () => {
  const owner = await someoneWithTwoStep()
  const [code] = (await recoveryCodesOf(owner.user)) as [string]
  const failures = (count: number) =>
    query((db) =>
      db.update(authenticatorApps).set({ failures: count }).where(eq(authenticatorApps.userId, owner.user.id)),
    )
  await failures(99)
  expect(await enter(owner, wrongCodeOf(owner))).toMatchObject({ code: 'wrong-code' })
  const refused = {
    code: 'wrong-code',
    fields: { code: [expect.stringMatching(/^Your authenticator app can’t be used/)] },
  }
  expect(await enter(owner, appCode(owner.secret))).toMatchObject(refused)
  expect(await enter(owner, code)).toMatchObject({ ok: true })
  expect(await enter(owner, appCode(owner.secret))).toMatchObject({ ok: true })

  await failures(99)
  expect(await enter(owner, appCode(owner.secret, Date.now() / 1000, 1))).toMatchObject({ ok: true })
  expect((await findApp(owner.user.id))!.failures).toBe(0)
})
