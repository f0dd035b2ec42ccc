import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { findApp } from '@/db/factors/authenticator-apps'
import { createPendingLogin, findPendingLogin } from '@/db/factors/logins/pending-logins'
import { PASSKEYS_AT_MOST } from '@/db/factors/own-passkeys'
import { passkeysOf } from '@/db/factors/passkeys'
import { countRecoveryCodes, isUnusedCode } from '@/db/factors/recovery-codes'
import { setAsideFactors } from '@/db/factors/tables'
import { renewRecoveryCodes, switchOffTwoStep } from '@/db/factors/two-step'
import { events, sessions } from '@/db/schema'
import type { Proof } from '@/db/sessions/login-proof'
import { startSession } from '@/db/sessions/start-session'
import { accountOf } from '@/test/accounts/account-now'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { newCodes, setUpAgain } from '@/test/accounts/changed-factors'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import {
  notice,
  pressNotMe,
  someoneWithSuspended,
  someoneWithSuspendedPasskey,
  suspendedIdsOf,
} from '@/test/accounts/suspended-factors'
import { atOnce, rounds } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { keepSuspendedFactor, removeSuspendedFactor, suspendedFactorsOf } from './suspended-factors'

const kinds = ['authenticator-app', 'recovery-codes', 'passkey'] as const

test('an app that is kept takes the place of the older one, and the other sessions end [M26]', async () => {
  const { user, own, app, ids } = await someoneWithSuspended()
  await aCallerWithSecondStep(user)
  const id = ids['authenticator-app']!
  expect(await keepSuspendedFactor({ ...own, id }, {})).toEqual({ kept: 'authenticator-app' })
  const kept = (await findApp(user.id))!
  expect(kept.id).not.toBe(app)
  expect(kept.lastStep).toBe(1)
  expect((await rowsOf(user)).sessions).toMatchObject([{ id: own.sessionId }])
  expect(await suspendedFactorsOf(user.id)).toMatchObject([{ kind: 'recovery-codes' }, { kind: 'passkey' }])
  expect(await keepSuspendedFactor({ ...own, id }, {})).toBe('not-found')
})

test('recovery codes that are kept take the place of the older ones, and no session ends [M26]', async () => {
  const { user, own, codeHashes, newHashes, ids } = await someoneWithSuspended()
  await aCallerWithSecondStep(user)
  expect(await keepSuspendedFactor({ ...own, id: ids['recovery-codes']! }, {})).toEqual({ kept: 'recovery-codes' })
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(false)
  for (const hash of newHashes) expect(await isUnusedCode(user.id, hash)).toBe(true)
  expect((await countRecoveryCodes(user.id))?.left).toBe(10)
  expect((await rowsOf(user)).sessions).toHaveLength(2)
})

test('a passkey that is kept works beside the others, with two-step login or without [M26]', async () => {
  const { user, own, ids } = await someoneWithSuspended()
  const mine = await aPasskeyOf(user, { name: 'Mine' })
  expect(await keepSuspendedFactor({ ...own, id: ids.passkey! }, {})).toEqual({ kept: 'passkey' })
  expect((await passkeysOf(user.id)).map(({ name }) => name).sort()).toEqual(['Mine', 'Theirs'])
  expect(await passkeysOf(user.id)).toContainEqual(mine)
  const without = await someoneWithSuspendedPasskey()
  expect(await keepSuspendedFactor({ ...without.own, id: without.id }, {})).toEqual({ kept: 'passkey' })
  const { createdAt, ...kept } = without.passkey
  expect(await passkeysOf(without.user.id)).toMatchObject([kept])
})

test('what is kept counts as added now, so that it is suspended again if that was somebody else [M26]', async () => {
  const { user, own, app, codeHashes, ids } = await someoneWithSuspended()
  await movedBack(user)
  const link = await notice(user)
  for (const kind of kinds) expect(await keepSuspendedFactor({ ...own, id: ids[kind]! }, {})).toEqual({ kept: kind })
  await pressNotMe(user, link)
  expect(Object.keys(await suspendedIdsOf(user)).sort()).toEqual([...kinds].sort())
  expect((await findApp(user.id))?.id).toBe(app)
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
  expect(await passkeysOf(user.id)).toEqual([])
})

test('the owner is told of what is kept, by name, and not of what is removed [M25]', async () => {
  for (const kind of kinds) {
    const [kept, removed] = [await someoneWithSuspended(), await someoneWithSuspended()]
    const before = (await emailsOf(removed.user, 'second-factor-changed')).length
    const details = kind === 'passkey' ? { passkey_name: 'Theirs' } : {}
    await keepSuspendedFactor({ ...kept.own, id: kept.ids[kind]! }, {})
    expect((await emailsOf(kept.user, 'second-factor-changed')).at(-1)?.data).toMatchObject({
      factor_change: `${kind}-kept`,
      ...details,
    })
    expect((await rowsOf(kept.user)).events.at(-1)).toMatchObject({ type: `${kind}-kept`, details })
    expect(await removeSuspendedFactor({ ...removed.own, id: removed.ids[kind]! }, {})).toEqual({ removed: kind })
    expect(await emailsOf(removed.user, 'second-factor-changed')).toHaveLength(before)
    expect((await rowsOf(removed.user)).events.at(-1)).toMatchObject({ type: `${kind}-removed`, details })
  }
})

test('what is removed is gone for good: not even “This wasn’t me” brings it back [M26]', async () => {
  const { user, own, ids } = await someoneWithSuspended()
  const link = await notice(user)
  for (const kind of kinds)
    expect(await removeSuspendedFactor({ ...own, id: ids[kind]! }, {})).toEqual({ removed: kind })
  await pressNotMe(user, link)
  expect([await suspendedFactorsOf(user.id), await passkeysOf(user.id)]).toEqual([[], []])
  for (const id of Object.values(ids)) expect(await keepSuspendedFactor({ ...own, id }, {})).toBeUndefined()
})

test('the account notes that there is something to decide until the last of it is decided', async () => {
  const { user, own, ids } = await someoneWithSuspended()
  const noted = async () => (await accountOf(user)).factorsSuspendedAt
  expect(await noted()).not.toBeNull()
  await keepSuspendedFactor({ ...own, id: ids.passkey! }, {})
  await removeSuspendedFactor({ ...own, id: ids['recovery-codes']! }, {})
  expect(await noted()).not.toBeNull()
  await keepSuspendedFactor({ ...own, id: ids['authenticator-app']! }, {})
  expect(await noted()).toBeNull()
})

test('nobody keeps or removes what another account has suspended, nor what was removed', async () => {
  const [{ user, ids }, other] = [await someoneWithSuspended(), await someoneWithSuspended()]
  await renewRecoveryCodes({ ...other.own, codeHashes: newCodes() }, {})
  const rows = () => query((db) => db.select().from(setAsideFactors).orderBy(setAsideFactors.id))
  const before = await rows()
  const removed = before.filter(({ userId, removedAt }) => userId === other.user.id && removedAt)
  expect(removed).not.toEqual([])
  for (const id of [...Object.values(ids), ...removed.map((row) => row.id), crypto.randomUUID()]) {
    expect(await keepSuspendedFactor({ ...other.own, id }, {})).toBe('not-found')
    expect(await removeSuspendedFactor({ ...other.own, id }, {})).toBe('not-found')
  }
  expect(await rows()).toEqual(before)
  expect((await suspendedFactorsOf(user.id)).map(({ id }) => id).sort()).toEqual(Object.values(ids).sort())
})

test('a session that has ended keeps and removes nothing', async () => {
  const { user, own, ids } = await someoneWithSuspended()
  await query((db) => db.delete(sessions).where(eq(sessions.id, own.sessionId)))
  for (const id of Object.values(ids)) {
    expect(await keepSuspendedFactor({ ...own, id }, {})).toBeUndefined()
    expect(await removeSuspendedFactor({ ...own, id }, {})).toBeUndefined()
  }
  expect(await suspendedFactorsOf(user.id)).toHaveLength(3)
})

test('with 20 passkeys none is kept, and it can be once one of them is removed', async () => {
  const { user, own, id } = await someoneWithSuspendedPasskey()
  for (let count = 0; count < PASSKEYS_AT_MOST; count++) await aPasskeyOf(user)
  expect(await keepSuspendedFactor({ ...own, id }, {})).toBe('too-many')
  expect(await suspendedFactorsOf(user.id)).toHaveLength(1)
  expect(await removeSuspendedFactor({ ...own, id }, {})).toEqual({ removed: 'passkey' })
})

test('of ten decisions about one factor at once exactly one takes effect, completely', async () => {
  for (const kind of kinds)
    for (const round of rounds(4)) {
      const { user, own, ids } = await someoneWithSuspended()
      const decisions = [keepSuspendedFactor, removeSuspendedFactor]
      const given = { ...own, id: ids[kind]! }
      const done: unknown[] = await atOnce(10, async (index) => decisions[(index + round) % 2]!(given, {}))
      const [decision, ...others] = done.filter((each) => each !== 'not-found')
      expect(others).toEqual([])
      const [[decided, of] = []] = Object.entries(decision as object)
      expect(of).toBe(kind)
      const told = await query((db) => db.select().from(events).where(eq(events.userId, user.id)).orderBy(events.id))
      expect(told.at(-1)?.type).toBe(`${kind}-${decided}`)
      expect(await suspendedFactorsOf(user.id)).toHaveLength(2)
      const works = { app: Boolean(await findApp(user.id)), codes: (await countRecoveryCodes(user.id))?.left }
      expect(works).toEqual({ app: true, codes: 10 })
      expect(await passkeysOf(user.id)).toHaveLength(kind === 'passkey' && decided === 'kept' ? 1 : 0)
    }
})

test('switching two-step login off forgets a suspended app and suspended codes, and leaves passkeys to decide on', async () => {
  const { user, own } = await someoneWithSuspended()
  expect(await switchOffTwoStep(own, {})).toBe(true)
  expect(await suspendedFactorsOf(user.id)).toMatchObject([{ kind: 'passkey' }])
  expect((await accountOf(user)).factorsSuspendedAt).not.toBeNull()
})

test('what is suspended logs nobody in: neither the app, nor a code, nor the passkey [M26]', async () => {
  const { user, newHashes } = await someoneWithSuspended()
  const rows = await query((db) => db.select().from(setAsideFactors).where(eq(setAsideFactors.userId, user.id)))
  const idOf = (kind: string) => String(rows.find((row) => row.kind === kind)?.rows[0]?.id)
  const passkey = { passkey: idOf('passkey'), challenge: randomUUID(), signCount: 1 }
  const steps = [{ app: idOf('authenticator-app'), timeStep: 9 }, { recoveryCode: newHashes[0]! }, passkey]
  for (const step of steps) expect(await begin(user, { pendingLogin: await pendingOf(user), step })).toBe('step-used')
  expect(await begin(user, { ...passkey, challenge: randomUUID() })).toBe('step-used')
  expect((await rowsOf(user)).sessions).toHaveLength(1)
})

test('a setup that was finished meanwhile is replaced by the app that is kept', async () => {
  const { user, own, ids } = await someoneWithSuspended()
  await setUpAgain(user, own.sessionId)
  const newer = (await findApp(user.id))!.id
  expect(await keepSuspendedFactor({ ...own, id: ids['authenticator-app']! }, {})).toEqual({
    kept: 'authenticator-app',
  })
  expect((await findApp(user.id))!.id).not.toBe(newer)
})

const begin = ({ id: userId }: User, proof: Proof) =>
  startSession({ userId, tokenHash: randomUUID(), kind: 'api', lifetimeDays: 30 }, proof, {})

async function pendingOf({ id: userId, passwordHash: checkedHash }: User): Promise<string> {
  const tokenHash = randomUUID()
  await createPendingLogin({ userId, tokenHash, kind: 'api', checkedHash, minutes: 10 }, {})
  return (await findPendingLogin(tokenHash, 'api'))!.id
}

/** As if what is suspended had been added half an hour ago. */
async function movedBack({ id }: User): Promise<void> {
  const at = sql`to_jsonb(now() - interval '30 minutes')`
  const { rows } = setAsideFactors
  const earlier = sql`(select jsonb_agg(each || jsonb_build_object('created_at', ${at}, 'set_up_at', ${at})) from jsonb_array_elements(${rows}) each)`
  await query((db) => db.update(setAsideFactors).set({ rows: earlier }).where(eq(setAsideFactors.userId, id)))
}
