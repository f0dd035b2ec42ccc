import { randomUUID } from 'node:crypto'
import { secureAccount } from '@/db/accounts/not-me'
import type { User } from '@/db/accounts/users'
import { findApp } from '@/db/factors/authenticator-apps'
import { createPendingLogin, findPendingLogin } from '@/db/factors/logins/pending-logins'
import { addPasskey, removePasskey } from '@/db/factors/own-passkeys'
import { findPasskey, passkeysOf } from '@/db/factors/passkeys'
import { countRecoveryCodes, isUnusedCode } from '@/db/factors/recovery-codes'
import { finishSetUp, renewRecoveryCodes, switchOffTwoStep } from '@/db/factors/two-step'
import type { Proof } from '@/db/sessions/login-proof'
import { startSession } from '@/db/sessions/start-session'
import { accountOf } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { hoursAgo, newCodes, setUpAgain, someoneWithTwoStepSince } from '@/test/accounts/changed-factors'
import { someoneInSession } from '@/test/accounts/own-session'
import { aNewPasskey, aPasskeyOf, usedNow } from '@/test/accounts/passkeys'
import { notice, someoneWithSuspended } from '@/test/accounts/suspended-factors'
import { setUpFor } from '@/test/accounts/two-step'
import { atOnce, rounds } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { findPasskeySetAside } from './passkeys-set-aside'
import { keepSuspendedFactor, removeSuspendedFactor, suspendedFactorsOf } from './suspended-factors'

const ROUNDS = 10
const CALLS = 5

type Owner = Awaited<ReturnType<typeof aHijackedAccount>>

/** An account with two-step login, a notice to its owner, and a stranger in the session who has set up another app since then. */
async function aHijackedAccount() {
  const owner = await someoneWithTwoStepSince(hoursAgo(1))
  const link = await notice(owner.user)
  await setUpAgain(owner.user, owner.own.sessionId)
  const passkey = await aPasskeyOf(owner.user, { name: 'Theirs' })
  return { ...owner, link, theirApp: (await findApp(owner.user.id))!.id, passkey }
}

type Attempt = (turn: number) => Promise<unknown>

/** What the stranger does several times while the owner presses the button. Truthy if it was done. */
const attempts: Record<string, (owner: Owner) => Attempt | Promise<Attempt>> = {
  'adding passkeys':
    ({ own }) =>
    () =>
      addPasskey({ ...own, challenge: randomUUID(), passkey: aNewPasskey() }, {}),
  'switching two-step login off':
    ({ own }) =>
    () =>
      switchOffTwoStep(own, {}),
  'making recovery codes':
    ({ own }) =>
    () =>
      renewRecoveryCodes({ ...own, codeHashes: newCodes() }, {}),
  'removing a passkey':
    ({ own, passkey }) =>
    async () =>
      (await removePasskey({ ...own, id: passkey.id, rpId: 'localhost' }, {})) === 'removed',
  'setting up another app': async ({ user, own }) => {
    const setUpId = await setUpFor(user, own.sessionId)
    return () => finishSetUp({ ...own, setUpId, timeStep: 1, codeHashes: newCodes() }, {})
  },
  'logging in with the new app': async ({ user, theirApp }) => {
    const waiting: string[] = []
    while (waiting.length < CALLS) waiting.push(await pendingOf(user))
    const step = (turn: number) => ({ app: theirApp, timeStep: turn + 2 })
    return async (turn) => (await begin(user, { pendingLogin: waiting[turn]!, step: step(turn) })) === true
  },
  'logging in with the new passkey':
    ({ user, passkey }) =>
    async () =>
      (await begin(user, usedNow(passkey))) === true,
}

for (const [what, prepare] of Object.entries(attempts)) {
  test(`whoever is ${what} while “This wasn’t me” is pressed keeps nothing of it [M26]`, async () => {
    let before = 0
    for (const round of rounds(ROUNDS)) {
      const owner = await aHijackedAccount()
      const { user, app, codeHashes, link } = owner
      const [place, attempt] = [round % CALLS, await prepare(owner)]
      const done = await atOnce(CALLS, async (turn) =>
        turn === place ? secureAccount(link.id, user.emailCanonical, {}) : attempt(turn),
      )
      expect(done[place]).toMatchObject({ id: user.id })
      before += done.filter(Boolean).length - 1
      expect((await findApp(user.id))?.id).toBe(app)
      expect((await countRecoveryCodes(user.id))?.left).toBe(10)
      expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
      expect(await passkeysOf(user.id)).toEqual([])
      expect((await rowsOf(user)).sessions).toEqual([])
      const { twoStepAt, factorsSuspendedAt } = await accountOf(user)
      expect(twoStepAt).not.toBeNull()
      expect(factorsSuspendedAt !== null).toBe((await suspendedFactorsOf(user.id)).length > 0)
    }
    // Otherwise the button always came first, and nothing was tested.
    expect(before).toBeGreaterThan(0)
  })
}

for (const [what, decide] of Object.entries({ keeping: keepSuspendedFactor, removing: removeSuspendedFactor })) {
  test(`whoever is ${what} suspended factors while “This wasn’t me” is pressed keeps none of them at work [M26]`, async () => {
    let before = 0
    for (const round of rounds(ROUNDS)) {
      const { user, own, app, codeHashes, ids } = await someoneWithSuspended()
      const link = await notice(user)
      const given = Object.values(ids)
      const done: unknown[] = await atOnce(4, async (turn) =>
        turn === round % 4
          ? secureAccount(link.id, user.emailCanonical, {})
          : decide({ ...own, id: given[(turn + round) % 3]! }, {}),
      )
      const decided = done.filter((each) => 'kept' in Object(each) || 'removed' in Object(each)).length
      before += decided
      expect((await findApp(user.id))?.id).toBe(app)
      expect((await countRecoveryCodes(user.id))?.left).toBe(10)
      expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
      expect(await passkeysOf(user.id)).toEqual([])
      const left = await suspendedFactorsOf(user.id)
      expect(left).toHaveLength(what === 'keeping' ? 3 : 3 - decided)
      expect((await accountOf(user)).factorsSuspendedAt !== null).toBe(left.length > 0)
    }
    expect(before).toBeGreaterThan(0)
  })
}

test('nobody takes over the credential of a passkey while it is being removed, so that it can come back [M26]', async () => {
  const stranger = await someoneInSession()
  let late = 0
  for (const round of rounds(20)) {
    const { user, own } = await someoneInSession()
    const { id, credentialId } = await aPasskeyOf(user, { createdAt: hoursAgo(1) })
    const link = await notice(user)
    const done = await atOnce(4, async (turn) => {
      if (turn === round % 4) return removePasskey({ ...own, id, rpId: 'localhost' }, {})
      const passkey = { ...aNewPasskey(), credentialId }
      return addPasskey({ ...stranger.own, challenge: randomUUID(), passkey }, {})
    })
    expect(done.filter((each) => each !== 'exists')).toEqual(['removed'])
    late += done.indexOf('removed') < 3 ? 1 : 0
    expect(await findPasskeySetAside(credentialId)).toMatchObject({ state: 'removed', user: { id: user.id } })
    await secureAccount(link.id, user.emailCanonical, {})
    expect(await findPasskey(credentialId)).toMatchObject({ passkey: { id }, user: { id: user.id } })
  }
  expect(late).toBeGreaterThan(0)
  expect(await passkeysOf(stranger.user.id)).toEqual([])
})

const begin = ({ id: userId }: User, proof: Proof) =>
  startSession({ userId, tokenHash: randomUUID(), kind: 'api', lifetimeDays: 30 }, proof, {})

async function pendingOf({ id: userId, passwordHash: checkedHash }: User): Promise<string> {
  const tokenHash = randomUUID()
  await createPendingLogin({ userId, tokenHash, kind: 'api', checkedHash, minutes: 10 }, {})
  return (await findPendingLogin(tokenHash, 'api'))!.id
}
