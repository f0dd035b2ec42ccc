import { sql } from 'drizzle-orm'
import { softwareAuthenticator } from '@/e2e/support/authenticator'
import { newChallenge } from '@/lib/factors/webauthn/challenge'
import { removePasskey } from '@/lib/passkeys/remove'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'
import { currentSession } from '@/lib/sessions/current-user'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'
import { changeAccount } from '@/test/accounts/account-now'
import { agedSession } from '@/test/accounts/aged-session'
import { aCallerOf } from '@/test/accounts/callers'
import { riskyOperations } from '@/test/accounts/risky-operations'
import { aSigningPasskeyOf, confirmingWith, someoneWithPasskey } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { logLinesOf } from '@/test/log-lines'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { confirmOwner } from './confirm-owner'

const refused = { ok: false, code: 'passkey-refused', fields: {} }

const isFresh = async ({ credential }: Awaited<ReturnType<typeof aCallerOf>>) =>
  (await currentSession(credential))?.fresh

test('an answer confirms once, and only in the session that asked for it [M20]', async () => {
  const { user, here, device } = await someoneWithPasskey()
  const there = await aCallerOf(user)
  const credential = await confirmingWith(device, here)
  expect(await confirmOwner({ credential }, there)).toEqual(refused)
  expect(await isFresh(here)).toBe(false)
  expect(await confirmOwner({ credential }, here)).toMatchObject({ ok: true })
  for (const caller of [here, there]) expect(await confirmOwner({ credential }, caller)).toEqual(refused)
})

test('the answer to a challenge for anything else confirms nothing [M20]', async () => {
  const { here, device } = await someoneWithPasskey()
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

test('without user verification, or with another key, site, handle or account, a passkey confirms nothing [M19, M21]', async () => {
  const { here, device } = await someoneWithPasskey()
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

test('a passkey that was never added is said to be unknown, and one that was removed to be removed [M21]', async () => {
  const { here, device, passkey } = await someoneWithPasskey()
  const { device: kept } = await aSigningPasskeyOf({ id: passkey.userId })
  const credential = await confirmingWith(device, here)
  const removed = await removePasskey({ id: passkey.id, credential: await confirmingWith(kept, here) }, here)
  expect(removed).toMatchObject({ ok: true })
  await agedSession(here, 60)
  const never = await confirmingWith(softwareAuthenticator(), here)
  expect(await confirmOwner({ credential }, here)).toEqual({ ...refused, code: 'passkey-removed' })
  expect(await confirmOwner({ credential: never }, here)).toEqual({ ...refused, code: 'passkey-unknown' })
  expect(await isFresh(here)).toBe(false)
})

test('a wrong passkey is refused even in a fresh session [M15]', async () => {
  const user = await someone({ verified: true })
  const { device } = await aSigningPasskeyOf(user)
  const page = await aCallerOf(user, 'browser')
  const credential = await confirmingWith(device, page, { wrongKey: true })
  expect(await riskyOperations.passkeyOptions!.run({ credential }, page)).toEqual(refused)
  expect(await riskyOperations.passkeyOptions!.run({}, page)).toMatchObject({ ok: true })
})

test('a confirmation with a passkey from before two-step login was switched on no longer counts [M15]', async () => {
  const { user, here, device } = await someoneWithPasskey()
  const credential = await confirmingWith(device, here)
  const { confirmation } = successOf(await confirmOwner({ credential }, here))
  expect(await switchOnTwoStep({ confirmation }, here)).toMatchObject({ ok: true })
  // As if some seconds lay between the two.
  await changeAccount(user, { twoStepAt: sql`now() + interval '2 seconds'` })
  expect(await makeRecoveryCodes({ confirmation }, { ...here, door: 'api' })).toMatchObject({
    code: 'confirmation-required',
    fields: { confirmation: [expect.any(String)] },
  })
})

test('anything but the answer of a passkey is rejected with an error on its field [B14]', async () => {
  const { here, device } = await someoneWithPasskey()
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
      fields: { credential: [expect.stringMatching(/^Send the passkey’s answer as its toJSON\(\) returns it\./)] },
    })
})

test('the error of a malformed answer is one sentence, and points at the first member at fault [B14]', async () => {
  const { here, device } = await someoneWithPasskey()
  const right = await confirmingWith(device, here)
  const said = async (credential: unknown) =>
    ((await confirmOwner({ credential }, here)) as { fields: Record<string, string[]> }).fields.credential
  const start = 'Send the passkey’s answer as its toJSON() returns it.'
  expect(await said('x')).toEqual([start])
  for (const [member, credential] of [
    ['id', {}],
    ['rawId', { ...right, rawId: 7, response: {} }],
    ['type', { ...right, type: 'password' }],
    ['response', { ...right, response: null }],
    ['response.clientDataJSON', { ...right, response: {} }],
    ['response.signature', { ...right, response: { ...right.response, signature: 'no base64url!' } }],
  ] as const)
    expect(await said(credential)).toEqual([`${start} Its member “${member}” is missing or malformed.`])
})

test('the log says that a passkey was refused, and has nothing of its answer [M30]', async () => {
  const { here, device } = await someoneWithPasskey()
  const credential = await confirmingWith(device, here, { wrongKey: true })
  const lines = await logLinesOf(() => confirmOwner({ credential }, here))
  expect(lines).toMatchObject([{ event: 'passkey.refused', purpose: 'confirm', reason: 'answer' }])
  for (const part of [credential.id, ...Object.values(credential.response)])
    expect(JSON.stringify(lines)).not.toContain(part)
})
