import { query } from '@/db/connection/client'
import { findApp } from '@/db/factors/authenticator-apps'
import { isUnusedCode, replaceCodes } from '@/db/factors/recovery-codes'
import { appCode } from '@/e2e/support/app-code'
import { checkAppCode } from '@/lib/factors/codes/check-app-code'
import { newRecoveryCodes } from '@/lib/factors/codes/recovery-code'
import { rowsOf } from '@/test/accounts/account-rows'
import { agedSession } from '@/test/accounts/aged-session'
import { confirmedEnd, riskyOperations } from '@/test/accounts/risky-operations'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { confirmOwner } from './confirm-owner'

const required = (...fields: string[]) => ({
  ok: false,
  code: 'confirmation-required',
  fields: Object.fromEntries(fields.map((field) => [field, [expect.any(String)]])),
  more: { methods: ['authenticator-app'] },
})

for (const [name, { run, more = () => ({}), asksAlways, ends }] of Object.entries(riskyOperations)) {
  test(`${name}: with two-step login neither the password nor a code alone confirms [M15]`, async () => {
    const owner = await someoneWithTwoStep()
    const here = await aCallerWithSecondStep(owner.user)
    const before = await rowsOf(owner.user)
    const given = more(owner.user)
    const [current_password, code] = [owner.user.password, appCode(owner.secret)]
    expect(await run({ ...given, current_password }, here)).toEqual(required('code'))
    expect(await run({ ...given, code }, here)).toEqual(required('current_password'))
    expect(await rowsOf(owner.user)).toEqual(before)
    // The code above was not used up by being refused.
    expect(await run({ ...given, current_password, code }, here)).toMatchObject(confirmedEnd(ends))
  })

  test(`${name}: an API client is never fresh, and a page for ten minutes at most [M14]`, async () => {
    const owner = await someoneWithTwoStep()
    const page = await aCallerWithSecondStep(owner.user, 'browser')
    const given = more(owner.user)
    const asked = required('current_password', 'code')
    for (const client of [await aCallerWithSecondStep(owner.user), { ...page, door: 'api' as const }])
      expect(await run(given, client)).toEqual(asked)
    await agedSession(page, 11)
    expect(await run(given, page)).toEqual(asked)
    await agedSession(page, 9)
    expect(await run(given, page)).toMatchObject(asksAlways ? asked : confirmedEnd(ends))
  })

  test(`${name}: what is given must be right, even in a fresh session [M15]`, async () => {
    const owner = await someoneWithTwoStep()
    const page = await aCallerWithSecondStep(owner.user, 'browser')
    const [current_password, code] = [owner.user.password, appCode(owner.secret)]
    const given = more(owner.user)
    expect(await run({ ...given, current_password }, page)).toEqual(required('code'))
    expect(await run({ ...given, code }, page)).toEqual(required('current_password'))
    const wrong = { current_password: 'a wrong password', code }
    expect(await run({ ...given, ...wrong }, page)).toMatchObject({ code: 'wrong-password' })
    const guessed = { current_password, code: otherThan(code) }
    expect(await run({ ...given, ...guessed }, page)).toMatchObject({ code: 'wrong-code' })
  })
}

test('a code confirms once, and is no login code afterwards [M5]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const [here, there] = [await aCallerWithSecondStep(user), await aCallerWithSecondStep(user)]
  const given = { current_password: user.password, code: appCode(secret) }
  expect(await confirmOwner(given, here)).toMatchObject({ ok: true })
  const used = { code: 'wrong-code', fields: { code: ['That code was already used. Wait for the next one.'] } }
  for (const caller of [here, there]) expect(await confirmOwner(given, caller)).toMatchObject(used)
  expect(await checkAppCode(user, given.code)).toEqual({ ok: false, reason: 'used' })
})

test('the log names the account whose code was wrong, and never the code [M30]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const here = await aCallerWithSecondStep(user)
  const given = { current_password: user.password, code: otherThan(appCode(secret)) }
  const lines = await logLinesOf(() => confirmOwner(given, here))
  expect(lines).toMatchObject([{ event: 'second-step.refused', user: user.id }])
  for (const typed of Object.values(given)) expect(JSON.stringify(lines)).not.toContain(typed)
})

test('of 20 confirmations with the same code at once one succeeds [M5]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const here = await aCallerWithSecondStep(user)
  const given = { current_password: user.password, code: appCode(secret) }
  const results = await atOnce(20, () => confirmOwner(given, here))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a wrong code counts in the failures of the app, a wrong password does not, and a right code ends the row [M7]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const here = await aCallerWithSecondStep(user)
  const [current_password, code] = [user.password, appCode(secret)]
  for (const failures of [1, 2, 3]) {
    const wrong = { current_password, code: otherThan(code) }
    expect(await confirmOwner(wrong, here)).toMatchObject({
      code: 'wrong-code',
      fields: { code: [expect.any(String)] },
    })
    expect(await confirmOwner({ ...wrong, current_password: 'wrong' }, here)).toMatchObject({ code: 'wrong-password' })
    expect((await findApp(user.id))!.failures).toBe(failures)
  }
  expect(await confirmOwner({ current_password, code }, here)).toMatchObject({ ok: true })
  expect((await findApp(user.id))!.failures).toBe(0)
})

test('ten wrong codes use up the attempts of the account, in whatever session they are sent [M7]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const callers = [await aCallerWithSecondStep(user), await aCallerWithSecondStep(user)]
  const code = appCode(secret)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      const wrong = { current_password: user.password, code: otherThan(code) }
      expect(await confirmOwner(wrong, callers[attempt % 2]!)).toMatchObject({ code: 'wrong-code' })
    }
    const right = { current_password: user.password, code }
    for (const caller of callers) expect(await confirmOwner(right, caller)).toMatchObject({ code: 'too-many-requests' })
  })
})

test('a recovery code confirms nothing, and is not used up by trying [M15]', async () => {
  const { user } = await someoneWithTwoStep()
  const here = await aCallerWithSecondStep(user)
  const { codes, hashes } = newRecoveryCodes(user.id)
  await query((db) => replaceCodes(db, user.id, hashes))
  const given = { current_password: user.password, code: codes[0]! }
  expect(await confirmOwner(given, here)).toMatchObject({
    code: 'invalid-input',
    fields: { code: ['Recovery codes work only for logging in. Enter the 6 digits from your authenticator app.'] },
  })
  expect(await isUnusedCode(user.id, hashes[0]!)).toBe(true)
})

const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
