import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { FAILURES_AT_MOST } from '@/db/factors/authenticator-apps'
import { authenticatorApps } from '@/db/factors/tables'
import { appCode } from '@/e2e/support/app-code'
import { softwareAuthenticator } from '@/e2e/support/authenticator'
import { race } from '@/e2e/support/needs'
import { newChallenge } from '@/lib/factors/challenge'
import { checkAppCode } from '@/lib/factors/check-app-code'
import { removePasskey } from '@/lib/passkeys/remove'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'
import { currentSession } from '@/lib/sessions/current-user'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'
import { changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { agedSession } from '@/test/accounts/aged-session'
import { aCallerOf } from '@/test/accounts/callers'
import { confirmedEnd, riskyOperations } from '@/test/accounts/risky-operations'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { aSigningPasskeyOf, confirmingWith, someoneWithPasskeyAlone } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { confirmOwner } from './confirm-owner'

const refused = { ok: false, code: 'passkey-refused', fields: {} }
const onlyPasskey = {
  ok: false,
  code: 'confirmation-required',
  fields: { credential: ['Confirm with your passkey.'] },
  more: { methods: ['passkey'] },
}

/** Someone with a passkey whose session is an hour old, and two-step login off. */
async function withPasskey() {
  const user = await someone({ verified: true })
  const here = await aCallerOf(user, 'browser')
  await agedSession(here, 60)
  return { user, here, ...(await aSigningPasskeyOf(user)) }
}

const isFresh = async ({ credential }: Awaited<ReturnType<typeof aCallerOf>>) =>
  (await currentSession(credential))?.fresh

for (const [name, operation] of Object.entries(riskyOperations)) {
  const { run, more = () => ({}), ends, endsWhileOff } = operation

  test(`${name}: a passkey takes the place of the password while two-step login is off [M14]`, async () => {
    const { user, device } = await withPasskey()
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
  const { here, device } = await withPasskey()
  expect(await currentSession(here.credential)).toMatchObject({ fresh: false, secondFactorAt: null })
  expect(await confirmOwner({ credential: await confirmingWith(device, here) }, here)).toMatchObject({ ok: true })
  expect(await currentSession(here.credential)).toMatchObject({ fresh: true, secondFactorAt: expect.any(Date) })
})

test('an answer confirms once, and only in the session that asked for it [M20]', async () => {
  const { user, here, device } = await withPasskey()
  const there = await aCallerOf(user)
  const credential = await confirmingWith(device, here)
  expect(await confirmOwner({ credential }, there)).toEqual(refused)
  expect(await isFresh(here)).toBe(false)
  expect(await confirmOwner({ credential }, here)).toMatchObject({ ok: true })
  for (const caller of [here, there]) expect(await confirmOwner({ credential }, caller)).toEqual(refused)
})

test('the answer to a challenge for anything else confirms nothing [M20]', async () => {
  const { here, device } = await withPasskey()
  const { id } = (await currentSession(here.credential))!
  for (const challenge of [
    newChallenge('login'),
    newChallenge('second-step', id),
    newChallenge('create', id),
    newChallenge('confirm'),
    'made-up',
  ])
    expect(await confirmOwner({ credential: device.get({ challenge }) }, here)).toEqual(refused)
  expect(await isFresh(here)).toBe(false)
})

test('a passkey that checked nobody, another key, site or handle, and another account’s passkey confirm nothing [M19, M21]', async () => {
  const { here, device } = await withPasskey()
  const other = await aSigningPasskeyOf(await someone({ verified: true }))
  const faults = [
    { userVerified: false },
    { userPresent: false },
    { wrongKey: true },
    { origin: 'https://evil.test' },
    { rpId: 'evil.test' },
    { crossOrigin: true },
    { type: 'webauthn.create' },
    { userHandle: 'c29tZWJvZHkgZWxzZQ' },
    { id: other.device.id },
  ]
  for (const fault of faults) {
    const credential = await confirmingWith(device, here, fault)
    expect(await confirmOwner({ credential }, here), JSON.stringify(fault)).toEqual(refused)
  }
  expect(await confirmOwner({ credential: await confirmingWith(other.device, here) }, here)).toEqual(refused)
  expect(await isFresh(here)).toBe(false)
})

test('a passkey that was removed, or was never added, is said to be unknown [M21]', async () => {
  const { here, device, row } = await withPasskey()
  const { device: kept } = await aSigningPasskeyOf({ id: row.userId })
  const credential = await confirmingWith(device, here)
  const removed = await removePasskey({ id: row.id, credential: await confirmingWith(kept, here) }, here)
  expect(removed).toMatchObject({ ok: true })
  await agedSession(here, 60)
  const never = await confirmingWith(softwareAuthenticator(), here)
  for (const each of [credential, never])
    expect(await confirmOwner({ credential: each }, here)).toEqual({ ...refused, code: 'passkey-unknown' })
  expect(await isFresh(here)).toBe(false)
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

test('a wrong passkey is refused even in a fresh session [M15]', async () => {
  const user = await someone({ verified: true })
  const { device } = await aSigningPasskeyOf(user)
  const page = await aCallerOf(user, 'browser')
  const credential = await confirmingWith(device, page, { wrongKey: true })
  expect(await riskyOperations.passkeyOptions!.run({ credential }, page)).toEqual(refused)
  expect(await riskyOperations.passkeyOptions!.run({}, page)).toMatchObject({ ok: true })
})

test('wrong passwords do not keep a passkey from confirming, and wrong passkeys no password [M8]', async () => {
  const { user, here, device } = await withPasskey()
  const { password: current_password } = user
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    const calls = { ...here, ip: '203.0.113.77' }
    for (let attempt = 0; attempt < 12; attempt++) {
      const credential = await confirmingWith(device, calls, { wrongKey: true })
      expect(await confirmOwner({ credential }, calls)).toEqual(refused)
    }
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await confirmOwner({ current_password: 'wrong' }, calls)).toMatchObject({ code: 'wrong-password' })
    expect(await confirmOwner({ current_password }, calls)).toMatchObject({ code: 'too-many-requests' })
    expect(await confirmOwner({ credential: await confirmingWith(device, calls) }, calls)).toMatchObject({ ok: true })
  })
})

test('50 refused passkeys use up the attempts of their IP address, and of no account [M8, M37]', async () => {
  const { here, device } = await withPasskey()
  const from = (ip: string) => ({ ...here, ip })
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    const wrong = device.get({ challenge: 'made-up' })
    for (let attempt = 0; attempt < 50; attempt++)
      expect(await confirmOwner({ credential: wrong }, from('198.51.100.50'))).toEqual(refused)
    const credential = await confirmingWith(device, here)
    const limited = { code: 'too-many-requests' }
    expect(await confirmOwner({ credential }, from('198.51.100.50'))).toMatchObject(limited)
    expect(await confirmOwner({ credential }, from('198.51.100.150'))).toMatchObject({ ok: true })
  })
})

test('of 20 confirmations with one answer at once one succeeds [M20]', { tag: race }, async () => {
  const { here, device } = await withPasskey()
  const credential = await confirmingWith(device, here)
  const results = await atOnce(20, () => confirmOwner({ credential }, here))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a confirmation by passkey from before two-step login was switched on counts no more [M15]', async () => {
  const { user, here, device } = await withPasskey()
  const confirmed = await confirmOwner({ credential: await confirmingWith(device, here) }, here)
  const { confirmation } = (confirmed as { value: { confirmation: string } }).value
  expect(await switchOnTwoStep({ confirmation }, here)).toMatchObject({ ok: true })
  // As if some seconds lay between the two.
  await changeAccount(user, { twoStepAt: sql`now() + interval '2 seconds'` })
  expect(await makeRecoveryCodes({ confirmation }, { ...here, door: 'api' })).toMatchObject({
    code: 'confirmation-required',
    fields: { confirmation: [expect.any(String)] },
  })
})

test('what is no answer of a passkey is rejected with an error on its field [B14]', async () => {
  const { here, device } = await withPasskey()
  const right = await confirmingWith(device, here)
  const wrong = [
    '',
    'x',
    7,
    null,
    [],
    {},
    { ...right, id: 7 },
    { ...right, id: 'x'.repeat(2_000) },
    { ...right, type: 'password' },
    { ...right, response: {} },
    { ...right, response: { ...right.response, signature: 'no base64url!' } },
  ]
  for (const credential of wrong)
    expect(await confirmOwner({ credential }, here)).toMatchObject({
      code: 'invalid-input',
      fields: { credential: expect.arrayContaining(['This is not what a passkey answers.']) },
    })
})

test('the log says that a passkey was refused, and has nothing of its answer [M30]', async () => {
  const { here, device } = await withPasskey()
  const credential = await confirmingWith(device, here, { wrongKey: true })
  const lines = await logLinesOf(() => confirmOwner({ credential }, here))
  expect(lines).toMatchObject([{ event: 'passkey.refused', purpose: 'confirm' }])
  for (const part of [credential.id, ...Object.values(credential.response)])
    expect(JSON.stringify(lines)).not.toContain(part)
})
