import { passkeysOf } from '@/db/factors/passkeys'
import { endSession } from '@/db/sessions/revoke-sessions'
import { softwareAuthenticator } from '@/e2e/support/authenticator'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { newChallenge } from '@/lib/factors/webauthn/challenge'
import { sweep } from '@/lib/process/sweeper'
import { currentSession } from '@/lib/sessions/current-user'
import { changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { agedSession } from '@/test/accounts/aged-session'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { madeFor, optionsFor, passkeyAddedBy, someoneOnPage } from '@/test/accounts/new-passkey'
import { someone } from '@/test/accounts/someone'
import { setAsideDaysAgo, someoneWithSuspended } from '@/test/accounts/suspended-factors'
import { logLinesOf } from '@/test/log-lines'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { addPasskey } from './add'
import { passkeyOptions } from './options'
import { removePasskey } from './remove'

const refused = { ok: false, code: 'passkey-refused', fields: {} }

test('only the session that got the options can add, once, and no other challenge will do [M20]', async () => {
  const { user, page } = await someoneOnPage()
  const there = await aCallerOf(user, 'browser')
  const credential = await madeFor(page)
  expect(await addPasskey({ credential }, there)).toEqual(refused)
  expect(await addPasskey({ credential }, aCaller())).toMatchObject({ code: 'unauthenticated' })
  const { id } = (await currentSession(page.credential))!
  const options = await optionsFor(page)
  for (const challenge of [
    newChallenge('confirm', id),
    newChallenge('second-step', id),
    newChallenge('login'),
    newChallenge('create'),
    'made-up',
  ])
    expect(await addPasskey({ credential: softwareAuthenticator().create({ ...options, challenge }) }, page)).toEqual(
      refused,
    )
  expect(await passkeysOf(user.id)).toEqual([])

  const device = softwareAuthenticator()
  expect(await addPasskey({ credential: device.create(options) }, page)).toMatchObject({ ok: true })
  // Another device cannot answer the same challenge.
  expect(await addPasskey({ credential: softwareAuthenticator().create(options) }, page)).toEqual(refused)
  expect(await passkeysOf(user.id)).toHaveLength(1)
})

test('a session that has ended adds nothing, not even for the one that its owner begins next [M20]', async () => {
  const { user, page } = await someoneOnPage()
  const credential = await madeFor(page)
  await endSession(page.credential.tokenHash, 'browser', {})
  expect(await addPasskey({ credential }, page)).toMatchObject({ code: 'unauthenticated' })
  expect(await addPasskey({ credential }, await aCallerOf(user, 'browser'))).toEqual(refused)
  expect(await passkeysOf(user.id)).toEqual([])
})

test('on a page that was left open, nothing is added until its owner confirms again [M14]', async () => {
  const { user, page } = await someoneOnPage()
  const credential = await madeFor(page)
  await agedSession(page, 11)
  // Neither on the page nor with its cookie at the JSON API.
  for (const caller of [page, { ...page, door: 'api' as const }])
    expect(await addPasskey({ credential }, caller)).toMatchObject({ code: 'confirmation-required' })
  expect(await passkeysOf(user.id)).toEqual([])
  expect(await confirmOwner({ current_password: user.password }, page)).toMatchObject({ ok: true })
  expect(await addPasskey({ credential }, page)).toMatchObject({ ok: true })
})

test('an API client that confirmed for the options need not confirm again to add [M14]', async () => {
  const user = await someone({ verified: true })
  const client = await aCallerOf(user)
  const { options } = successOf(await passkeyOptions({ current_password: user.password }, client))
  await agedSession(client, 14)
  expect(await addPasskey({ credential: softwareAuthenticator().create(options) }, client)).toMatchObject({ ok: true })
})

test('a passkey without user verification, or of another site, kind or algorithm, is not added [M18, M19]', async () => {
  const { user, page } = await someoneOnPage()
  const device = softwareAuthenticator()
  const faults = [
    { userVerified: false },
    { userPresent: false },
    { origin: 'https://evil.test' },
    { origin: 'http://localhost:3001' },
    { rpId: 'evil.test' },
    { crossOrigin: true },
    { crossOrigin: true, topOrigin: 'http://localhost:3000' },
    { topOrigin: 'https://evil.test' },
    { type: 'webauthn.get' },
    { algorithm: -35 },
  ]
  const before = await rowsOf(user)
  for (const fault of faults) {
    const credential = await madeFor(page, device, fault)
    expect(await addPasskey({ credential }, page), JSON.stringify(fault)).toEqual(refused)
  }
  const right = await madeFor(page, device)
  const others = [
    // The ID beside the signed one is another.
    { ...right, id: 'b3RoZXI', rawId: 'b3RoZXI' },
    // The credential is not discoverable.
    { ...right, clientExtensionResults: { credProps: { rk: false } } },
    { ...right, response: { ...right.response, attestationObject: 'AAAA' } },
    { ...right, response: { ...right.response, clientDataJSON: 'AAAA' } },
  ]
  for (const credential of others) expect(await addPasskey({ credential }, page)).toEqual(refused)
  expect({ ...(await rowsOf(user)), user: before.user }).toEqual(before)
  expect(await passkeysOf(user.id)).toEqual([])
  const known = { ...right, clientExtensionResults: { credProps: { rk: true } } }
  expect(await addPasskey({ credential: known }, page)).toMatchObject({ ok: true })
})

test('a credential is added once, and never to two accounts [M21]', async () => {
  const [{ page }, other] = [await someoneOnPage(), await someoneOnPage()]
  const device = softwareAuthenticator()
  expect(await addPasskey({ credential: await madeFor(page, device) }, page)).toMatchObject({ ok: true })
  for (const caller of [page, other.page])
    expect(await addPasskey({ credential: await madeFor(caller, device) }, caller)).toMatchObject({
      code: 'passkey-exists',
    })
  expect(await passkeysOf(other.user.id)).toEqual([])
})

test('an account whose email is no longer verified gets no passkey [M17]', async () => {
  const { user, page } = await someoneOnPage()
  const credential = await madeFor(page)
  await changeAccount(user, { emailVerifiedAt: null })
  expect(await addPasskey({ credential }, page)).toMatchObject({ ok: false })
  expect(await passkeysOf(user.id)).toEqual([])
})

test('ten wrong answers use up the attempts of this session [M37]', async () => {
  const { page } = await someoneOnPage()
  const options = await optionsFor(page)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      const credential = softwareAuthenticator().create(options, { userVerified: false })
      expect(await addPasskey({ credential }, page)).toEqual(refused)
    }
    const right = softwareAuthenticator().create(options)
    expect(await addPasskey({ credential: right }, page)).toMatchObject({ code: 'too-many-requests' })
  })
})

test('what a device states about itself is neither asked for nor looked at, so no URL in it is requested [M19]', async () => {
  const { page } = await someoneOnPage()
  for (const statement of ['packed', 'fido-u2f', 'android-key', 'android-safetynet', 'apple', 'tpm', 'made-up']) {
    const credential = await madeFor(page, softwareAuthenticator(), { statement })
    expect(await addPasskey({ credential }, page), statement).toMatchObject({ ok: true })
  }
})

test('the log says why a new passkey was refused, so that a wrong APP_URL can be found [M30]', async () => {
  const { page } = await someoneOnPage()
  const used = await madeFor(page)
  expect(await addPasskey({ credential: used }, page)).toMatchObject({ ok: true })
  const wrong = {
    origin: await madeFor(page, softwareAuthenticator(), { origin: 'https://proxy.example' }),
    challenge: softwareAuthenticator().create({ ...(await optionsFor(page)), challenge: newChallenge('create') }),
    answer: await madeFor(page, softwareAuthenticator(), { userVerified: false }),
    used,
  }
  for (const [reason, credential] of Object.entries(wrong)) {
    const lines = await logLinesOf(async () => expect(await addPasskey({ credential }, page)).toEqual(refused))
    expect(lines).toMatchObject([{ event: 'passkey.refused', purpose: 'create', reason }])
  }
})

test('a credential that was removed or is suspended cannot be added again, here or elsewhere, so that it can come back [M26]', async () => {
  const [mine, other] = [await someoneOnPage(), await someoneOnPage()]
  const removed = await passkeyAddedBy(mine.page)
  await removePasskey({ id: removed.passkey.id }, mine.page)
  const { device: suspended, caller: owner } = await someoneWithSuspended('browser')
  for (const [device, pages] of [
    [removed.device, [mine.page, other.page]],
    [suspended, [owner, other.page]],
  ] as const)
    for (const page of pages)
      expect(await addPasskey({ credential: await madeFor(page, device) }, page)).toMatchObject({
        code: 'passkey-exists',
      })
  await setAsideDaysAgo(mine.user, 9)
  await sweep()
  const credential = await madeFor(other.page, removed.device)
  expect(await addPasskey({ credential }, other.page)).toMatchObject({ ok: true })
})
