import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails, events, sessions } from '@/db/schema'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someone } from '@/test/accounts/someone'
import { sessionIdOf, setUpFor, someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { findApp } from './authenticator-apps'
import { addPasskey, PASSKEYS_AT_MOST, removePasskey, renamePasskey } from './own-passkeys'
import { findPasskey, passkeysOf } from './passkeys'
import { countRecoveryCodes } from './recovery-codes'
import { removeApp } from './remove-app'
import { resetFactorsBy } from './reset-factors'
import { finishSetUp, switchOffTwoStep, switchOnTwoStep } from './two-step'

const rpId = 'localhost'
const newPasskey = (credentialId: string = randomUUID()) => ({
  ...{ credentialId, publicKey: 'none', signCount: 0, transports: [], rpId, synced: true, name: 'Phone' },
})

async function owner(overrides: Parameters<typeof someone>[0] = { verified: true }) {
  const user = await someone(overrides)
  return { user, own: { userId: user.id, sessionId: await sessionIdOf((await loggedIn(user)).tokenHash) } }
}

const add = (own: { userId: string; sessionId: string }, credentialId?: string, challenge: string = randomUUID()) =>
  addPasskey({ ...own, challenge, passkey: newPasskey(credentialId) }, {})

const sessionsOf = ({ id }: { id: string }) =>
  query((db) => db.select().from(sessions).where(eq(sessions.userId, id)).orderBy(sessions.id))

async function told({ id }: { id: string }) {
  const sent = await query((db) => db.select().from(emails).where(eq(emails.userId, id)).orderBy(asc(emails.id)))
  return sent
    .filter(({ kind }) => kind === 'second-factor-changed')
    .map(({ data }) => [data.factor_change, data.passkey_name])
}

test('a passkey is added, the owner is told, and no session ends [M25]', async () => {
  const { user, own } = await owner()
  await loggedIn(user)
  expect(await add(own)).toMatchObject({ name: 'Phone', lastUsedAt: null })
  expect(await sessionsOf(user)).toHaveLength(2)
  expect(await told(user)).toEqual([['passkey-added', 'Phone']])
  const noted = await query((db) => db.select().from(events).where(eq(events.userId, user.id)).orderBy(events.id))
  expect(noted.at(-1)).toMatchObject({ type: 'passkey-added', details: { passkey_name: 'Phone' } })
})

test('an unverified account, and a session that has ended, add no passkey [M17]', async () => {
  expect(await add((await owner({})).own)).toBeUndefined()
  const { own } = await owner()
  await query((db) => db.delete(sessions).where(eq(sessions.id, own.sessionId)))
  expect(await add(own)).toBeUndefined()
})

test('a credential is never that of two accounts, or twice in one [M21]', async () => {
  const [{ own }, { own: other }] = [await owner(), await owner()]
  const id = randomUUID()
  expect((await atOnce(5, () => add(own, id))).filter((added) => typeof added === 'object')).toHaveLength(1)
  expect(await add(other, id)).toBe('exists')
  expect((await findPasskey(id))?.user.id).toBe(own.userId)
})

test('a challenge adds one passkey [M20]', async () => {
  const { own } = await owner()
  const challenge = randomUUID()
  const added = await atOnce(10, () => add(own, randomUUID(), challenge))
  expect(added.filter((one) => one !== 'challenge-used')).toHaveLength(1)
})

test('an account has at most 20 passkeys, also when several are added at once', async () => {
  const { user, own } = await owner()
  for (let count = 2; count < PASSKEYS_AT_MOST; count += 1) await aPasskeyOf(user)
  const added = await atOnce(4, () => add(own))
  expect(added.filter((one) => one === 'too-many')).toHaveLength(2)
  expect(await passkeysOf(user.id)).toHaveLength(PASSKEYS_AT_MOST)
})

test('only the owner renames or removes a passkey', async () => {
  const { user, own } = await owner()
  const [passkey, { own: other }] = [await aPasskeyOf(user), await owner()]
  expect(await renamePasskey(user.id, passkey.id, 'Laptop')).toMatchObject({ id: passkey.id, name: 'Laptop' })
  expect(await renamePasskey(other.userId, passkey.id, 'Mine')).toBeUndefined()
  expect(await removePasskey({ ...other, id: passkey.id, rpId }, {})).toBe('not-found')
  expect(await passkeysOf(user.id)).toMatchObject([{ name: 'Laptop' }])
  expect(await removePasskey({ ...own, id: passkey.id, rpId }, {})).toBe('removed')
  expect(await told(user)).toEqual([['passkey-removed', 'Laptop']])
})

test('removing a passkey ends the other sessions, and the last one takes its level with it [M16]', async () => {
  const { user, own } = await owner()
  const [first, last] = [await aPasskeyOf(user), await aPasskeyOf(user)]
  await loggedIn(user)
  await aPasskeyOf(user, { rpId: 'former.example' })
  const level = { amr: 'swk user', secondFactorAt: new Date() } as const
  await query((db) => db.update(sessions).set(level).where(eq(sessions.id, own.sessionId)))
  await removePasskey({ ...own, id: first.id, rpId }, {})
  expect(await sessionsOf(user)).toMatchObject([{ id: own.sessionId, amr: 'swk user' }])
  await removePasskey({ ...own, id: last.id, rpId }, {})
  expect(await sessionsOf(user)).toMatchObject([{ amr: 'pwd', secondFactorAt: null }])
})

test('two-step login keeps its last second factor, of two removed at once too [M28]', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  const own = { userId: user.id, sessionId }
  expect(await removeApp({ ...own, rpId }, {})).toBe('last-factor')
  const { id } = await aPasskeyOf(user)
  const formerHost = await aPasskeyOf(user, { rpId: 'former.example' })
  const removed = await Promise.all([removeApp({ ...own, rpId }, {}), removePasskey({ ...own, id, rpId }, {})])
  expect(removed.sort()).toEqual(['last-factor', 'removed'])
  expect(await removePasskey({ ...own, id: formerHost.id, rpId }, {})).toBe('removed')
})

test('the last passkey can go while the app stays [M28]', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  const { id } = await aPasskeyOf(user)
  expect(await removePasskey({ userId: user.id, sessionId, id, rpId }, {})).toBe('removed')
})

test('the app can go while a passkey stays; other sessions end and the codes stay [M16]', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  const own = { userId: user.id, sessionId, rpId }
  await aPasskeyOf(user)
  await aCallerWithSecondStep(user)
  expect(await removeApp(own, {})).toBe('removed')
  expect(await sessionsOf(user)).toMatchObject([{ id: sessionId }])
  expect(await findApp(user.id)).toBeUndefined()
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 10 })
  expect((await told(user)).at(-1)).toEqual(['authenticator-app-removed', undefined])
  expect(await removeApp(own, {})).toBe('not-found')
})

test('passkeys of a former host are no second factors [M28]', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  await aPasskeyOf(user, { rpId: 'former.example' })
  expect(await removeApp({ userId: user.id, sessionId, rpId }, {})).toBe('last-factor')
  const { user: plain, own } = await owner()
  await aPasskeyOf(plain, { rpId: 'former.example' })
  const codeHashes = [randomUUID()]
  expect(await switchOnTwoStep({ ...own, rpId, codeHashes }, {})).toBe('no-factor')
  await aPasskeyOf(plain)
  expect(await switchOnTwoStep({ ...own, rpId: undefined, codeHashes }, {})).toBe('no-factor')
})

test('two-step login goes on with a passkey, once, and ends the other sessions [M16]', async () => {
  const { user, own } = await owner()
  const codeHashes = [randomUUID(), randomUUID()]
  expect(await switchOnTwoStep({ ...own, rpId, codeHashes }, {})).toBe('no-factor')
  await aPasskeyOf(user)
  await loggedIn(user)
  const done = await atOnce(5, () => switchOnTwoStep({ ...own, rpId, codeHashes: [randomUUID()] }, {}))
  expect(done.sort()).toEqual(['already-on', 'already-on', 'already-on', 'already-on', 'on'])
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 1, saved: false })
  expect(await sessionsOf(user)).toMatchObject([{ id: own.sessionId, amr: 'pwd', secondFactorAt: null }])
  expect(await told(user)).toEqual([['two-step-on', undefined]])
})

test('an app that is set up changes nothing about how a passkey began the session', async () => {
  const { user, own } = await owner()
  const level = { amr: 'swk user', secondFactorAt: new Date() } as const
  await query((db) => db.update(sessions).set(level).where(eq(sessions.id, own.sessionId)))
  const setUp = { ...own, setUpId: await setUpFor(user, own.sessionId), timeStep: 1, codeHashes: [randomUUID()] }
  expect(await finishSetUp(setUp, {})).toBe('switched-on')
  expect(await sessionsOf(user)).toMatchObject([level])
})

test('passkeys stay when two-step login goes, and so does the level of a session that one began', async () => {
  for (const [amr, kept] of [
    ['pwd swk', 'pwd'],
    ['swk user', 'swk user'],
  ] as const) {
    const { user, sessionId } = await someoneWithTwoStep()
    await aPasskeyOf(user)
    await query((db) => db.update(sessions).set({ amr }).where(eq(sessions.id, sessionId)))
    expect(await switchOffTwoStep({ userId: user.id, sessionId }, {})).toBe(true)
    const [session] = await sessionsOf(user)
    expect(session?.amr).toBe(kept)
    expect(session?.secondFactorAt === null).toBe(kept === 'pwd')
    expect(await passkeysOf(user.id)).toHaveLength(1)
  }
})

test('an operator’s reset removes passkeys too, also where two-step login is off [M33]', async () => {
  const { user } = await owner()
  await aPasskeyOf(user)
  expect(await resetFactorsBy('ops', user.id)).toBe(true)
  expect(await passkeysOf(user.id)).toEqual([])
  expect(await sessionsOf(user)).toEqual([])
  expect(await told(user)).toEqual([['factors-reset', undefined]])
  expect(await resetFactorsBy('ops', user.id)).toBe(false)
})
