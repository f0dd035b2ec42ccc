import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { FAILURES_AT_MOST } from '@/db/factors/authenticator-apps'
import { authenticatorApps } from '@/db/factors/tables'
import { appCode } from '@/e2e/support/app-code'
import { checkAppCode } from '@/lib/factors/codes/check-app-code'
import { currentSession } from '@/lib/sessions/current-user'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCallerOf } from '@/test/accounts/callers'
import { confirmedEnd, riskyOperations } from '@/test/accounts/risky-operations'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import {
  aSigningPasskeyOf,
  confirmingWith,
  someoneWithPasskey,
  someoneWithPasskeyAlone,
} from '@/test/accounts/signing-passkey'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { expect, test } from '@/test/unit'
import { confirmOwner } from './confirm-owner'

const refused = { ok: false, code: 'passkey-refused', fields: {} }
const onlyPasskey = {
  ok: false,
  code: 'confirmation-required',
  fields: { credential: ['Confirm with your passkey.'] },
  more: { methods: ['passkey'] },
}

for (const [name, operation] of Object.entries(riskyOperations)) {
  const { run, more = () => ({}), ends, endsWhileOff } = operation

  test(`${name}: a passkey takes the place of the password while two-step login is off [M14]`, async () => {
    const { user, device } = await someoneWithPasskey()
    const client = await aCallerOf(user)
    const given = more(user)
    expect(await run(given, client)).toMatchObject({
      code: 'invalid-input',
      fields: { current_password: ['Enter your current password.'] },
    })
    const credential = await confirmingWith(device, client)
    expect(await run({ ...given, credential }, client)).toMatchObject(confirmedEnd(endsWhileOff))
  })

  test(`${name}: with two-step login a passkey is enough, and an account without an app is asked for nothing else [M14, M15]`, async () => {
    const { user, caller, device } = await someoneWithPasskeyAlone()
    const client = { ...caller, door: 'api' as const }
    const [given, before] = [more(user), await rowsOf(user)]
    const { password: current_password } = user
    for (const proof of [{}, { current_password }, { code: '123456' }, { current_password, code: '123456' }])
      expect(await run({ ...given, ...proof }, client), JSON.stringify(proof)).toEqual(onlyPasskey)
    expect(await rowsOf(user)).toEqual(before)
    const credential = await confirmingWith(device, client)
    const end = name === 'removeAuthenticatorApp' ? 'not-found' : ends
    expect(await run({ ...given, credential }, client)).toMatchObject(confirmedEnd(end))
  })
}

test('an account with an app and a passkey may confirm with either, and hears of both [M15]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const { device } = await aSigningPasskeyOf(user)
  const here = await aCallerWithSecondStep(user)
  const asked = { code: 'confirmation-required', more: { methods: ['authenticator-app', 'passkey'] } }
  const { password: current_password } = user
  expect(await confirmOwner({}, here)).toMatchObject(asked)
  expect(await confirmOwner({ current_password }, here)).toMatchObject({
    ...asked,
    fields: { code: [expect.any(String)] },
  })
  expect(await confirmOwner({ current_password, code: appCode(secret) }, here)).toMatchObject({ ok: true })
  expect(await confirmOwner({ credential: await confirmingWith(device, here) }, here)).toMatchObject({ ok: true })
})

test('where the app is refused after too many wrong codes, a passkey is asked for if there is one [M8]', async () => {
  const { user, secret, app } = await someoneWithTwoStep()
  const here = await aCallerWithSecondStep(user)
  const failures = { failures: FAILURES_AT_MOST }
  await query((db) => db.update(authenticatorApps).set(failures).where(eq(authenticatorApps.id, app)))
  const given = { current_password: user.password, code: appCode(secret) }
  expect(await confirmOwner(given, here)).toMatchObject({ code: 'wrong-code' })
  expect(await confirmOwner({}, here)).toMatchObject({ fields: { code: [expect.any(String)] }, more: { methods: [] } })
  const { device } = await aSigningPasskeyOf(user)
  for (const proof of [given, {}]) expect(await confirmOwner(proof, here)).toEqual(onlyPasskey)
  expect(await confirmOwner({ credential: await confirmingWith(device, here) }, here)).toMatchObject({ ok: true })
})

test('a passkey makes the session fresh and gives it the second level', async () => {
  const { here, device } = await someoneWithPasskey()
  expect(await currentSession(here.credential)).toMatchObject({ fresh: false, secondFactorAt: null })
  expect(await confirmOwner({ credential: await confirmingWith(device, here) }, here)).toMatchObject({ ok: true })
  expect(await currentSession(here.credential)).toMatchObject({ fresh: true, secondFactorAt: expect.any(Date) })
})

test('what is given beside a passkey is neither checked nor used up', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const { device } = await aSigningPasskeyOf(user)
  const here = await aCallerWithSecondStep(user)
  const beside = { current_password: 'a wrong password', code: appCode(secret) }
  expect(await confirmOwner({ ...beside, credential: await confirmingWith(device, here) }, here)).toMatchObject({
    ok: true,
  })
  expect(await checkAppCode(user, beside.code)).toMatchObject({ ok: true })
  // Nor does anything beside a wrong one help.
  const right = { current_password: user.password, code: beside.code }
  const credential = await confirmingWith(device, here, { wrongKey: true })
  expect(await confirmOwner({ ...right, credential }, here)).toEqual(refused)
})
