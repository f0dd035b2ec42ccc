import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails, events, sessions } from '@/db/schema'
import { confirmSession } from '@/db/sessions/confirm-session'
import { accountOf } from '@/test/accounts/account-now'
import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { sessionIdOf, setUpFor, someoneWithTwoStep } from '@/test/accounts/two-step'
import { anAct } from '@/test/operator/an-act'
import { expect, test } from '@/test/unit'
import { beginSetUp, findApp, findSetUp } from './authenticator-apps'
import { countRecoveryCodes, isUnusedCode, markCodesSaved } from './recovery-codes'
import { resetFactorsBy } from './reset-factors'
import { authenticatorApps } from './tables'
import { finishSetUp, renewRecoveryCodes, switchOffTwoStep } from './two-step'

type Owner = { id: string }
const sessionsOf = ({ id }: Owner) => query((db) => db.select().from(sessions).where(eq(sessions.userId, id)))
const told = async ({ id }: Owner) =>
  (await query((db) => db.select().from(emails).where(eq(emails.userId, id)).orderBy(emails.id)))
    .filter(({ kind }) => kind === 'second-factor-changed')
    .map(({ data }) => data.factor_change)
const eventsOf = async ({ id }: Owner) =>
  (await query((db) => db.select().from(events).where(eq(events.userId, id)).orderBy(events.id))).map(
    ({ type }) => type,
  )

/** Somebody with a session of each kind besides the one that sets the app up. */
async function beforeTwoStep() {
  const user = await someone({ verified: true })
  const own = await aCallerOf(user, 'browser')
  await aCallerOf(user, 'browser')
  await aCallerOf(user, 'api')
  const sessionId = await sessionIdOf(own.credential.tokenHash)
  return { user, sessionId, setUp: { userId: user.id, sessionId, timeStep: 7, codeHashes: [user.id] } }
}

test('the first app switches two-step login on: other sessions end, and this one has the second level [M16]', async () => {
  const { user, sessionId, setUp } = await beforeTwoStep()
  expect(await finishSetUp({ ...setUp, setUpId: await setUpFor(user, sessionId) }, {})).toBe('switched-on')
  expect((await accountOf(user)).twoStepAt).not.toBeNull()
  expect(await sessionsOf(user)).toMatchObject([{ id: sessionId, amr: 'pwd otp', secondFactorAt: expect.any(Date) }])
  expect(await findApp(user.id)).toMatchObject({ lastStep: 7, failures: 0 })
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 1, saved: false })
  expect(await told(user)).toEqual(['two-step-on'])
})

test('a setup leaves the working app alone until it is finished, by the session that began it [M13]', async () => {
  const { user, sessionId, app } = await someoneWithTwoStep()
  const other = crypto.randomUUID()
  const setUp = { userId: user.id, timeStep: 3, codeHashes: ['unused'] }
  const setUpId = await setUpFor(user, sessionId)
  expect(await findApp(user.id)).toMatchObject({ id: app })
  expect(await finishSetUp({ ...setUp, setUpId, sessionId: other }, {})).toBeUndefined()
  expect(await findSetUp(other)).toBeUndefined()
  expect(await finishSetUp({ ...setUp, setUpId, sessionId }, {})).toBe('replaced')
  expect(await findApp(user.id)).toMatchObject({ id: setUpId, lastStep: 3 })
  // The recovery codes stay.
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 10 })
  expect(await told(user)).toEqual(['two-step-on', 'authenticator-app-replaced'])
})

test('a setup ends with its time and with its session, and a newer one replaces it [M13]', async () => {
  const { user, sessionId, setUp } = await beforeTwoStep()
  const first = await setUpFor(user, sessionId)
  const second = await setUpFor(user, sessionId)
  expect(await finishSetUp({ ...setUp, setUpId: first }, {})).toBeUndefined()
  await query((db) =>
    db.update(authenticatorApps).set({ expiresAt: sql`now()` }).where(eq(authenticatorApps.id, second)),
  )
  expect(await findSetUp(sessionId)).toBeUndefined()
  expect(await finishSetUp({ ...setUp, setUpId: second }, {})).toBeUndefined()
  await setUpFor(user, sessionId)
  await query((db) => db.delete(sessions).where(eq(sessions.id, sessionId)))
  expect(await query((db) => db.$count(authenticatorApps, eq(authenticatorApps.userId, user.id)))).toBe(0)
  expect((await accountOf(user)).twoStepAt).toBeNull()
})

test('an account with an unverified email gets no second factor [M17]', async () => {
  const user = await someone()
  const caller = await aCallerOf(user, 'browser')
  const sessionId = await sessionIdOf(caller.credential.tokenHash)
  const setUp = { userId: user.id, sessionId, timeStep: 7, codeHashes: [user.id] }
  expect(await finishSetUp({ ...setUp, setUpId: await setUpFor(user, sessionId) }, {})).toBeUndefined()
  expect((await accountOf(user)).twoStepAt).toBeNull()
})

test('switching off removes the app and the codes, ends other sessions and lowers the level of this one [M10, M16]', async () => {
  const { user, sessionId, codeHashes } = await someoneWithTwoStep()
  const other = { userId: user.id, tokenHash: user.id, kind: 'api', secondFactorAt: new Date() } as const
  await query((db) => db.insert(sessions).values({ ...other, expiresAt: new Date(Date.now() + 60_000) }))
  expect(await switchOffTwoStep({ userId: user.id, sessionId }, {})).toBe(true)
  expect(await sessionsOf(user)).toMatchObject([{ id: sessionId, amr: 'pwd', secondFactorAt: null }])
  expect(await findApp(user.id)).toBeUndefined()
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(false)
  expect((await accountOf(user)).twoStepAt).toBeNull()
  expect(await switchOffTwoStep({ userId: user.id, sessionId }, {})).toBe(false)
  expect(await told(user)).toEqual(['two-step-on', 'two-step-off'])
})

test('new recovery codes end all former ones, and are not saved until their owner says so [M10]', async () => {
  const { user, sessionId, codeHashes } = await someoneWithTwoStep()
  await markCodesSaved(user.id)
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 10, saved: true })
  const made = { userId: user.id, sessionId, codeHashes: [`${user.id}/1`, `${user.id}/2`] }
  expect(await renewRecoveryCodes(made, {})).toBe(true)
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(false)
  expect(await countRecoveryCodes(user.id)).toMatchObject({ left: 2, saved: false })
  expect(await renewRecoveryCodes({ ...made, userId: (await someone()).id }, {})).toBe(false)
})

test('a session that has ended meanwhile changes nothing any more', async () => {
  const { user, sessionId, codeHashes } = await someoneWithTwoStep()
  const owner = { userId: user.id, sessionId }
  await query((db) => db.delete(sessions).where(eq(sessions.id, sessionId)))
  expect(await switchOffTwoStep(owner, {})).toBe(false)
  expect(await renewRecoveryCodes({ ...owner, codeHashes: [] }, {})).toBe(false)
  expect(await beginSetUp({ ...owner, sealed: 'sealed', minutes: 30 })).toBe(false)
  expect(await confirmSession({ ...owner, step: { recoveryCode: codeHashes[0]! } }, {})).toBe(false)
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
  expect((await accountOf(user)).twoStepAt).not.toBeNull()
})

test('a recovery code confirms nothing, and an attempt does not use it up [M15]', async () => {
  const { user, sessionId, codeHashes } = await someoneWithTwoStep()
  const step = { recoveryCode: codeHashes[0]! }
  expect(await confirmSession({ userId: user.id, sessionId, step }, {})).toBe(false)
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
})

test('browsers from before two-step login count as new ones', async () => {
  const { user, sessionId, setUp } = await beforeTwoStep()
  await finishSetUp({ ...setUp, setUpId: await setUpFor(user, sessionId) }, {})
  const { devicesForgottenAt } = await accountOf(user)
  expect(Date.now() - devicesForgottenAt!.getTime()).toBeLessThan(30_000)
})

test('the first code of an app does not confirm the session', async () => {
  const { user, sessionId, setUp } = await beforeTwoStep()
  const setUpId = await setUpFor(user, sessionId)
  const confirmedAt = new Date(Date.now() - 900_000)
  await query((db) => db.update(sessions).set({ confirmedAt }).where(eq(sessions.id, sessionId)))
  await finishSetUp({ ...setUp, setUpId }, {})
  expect(await sessionsOf(user)).toMatchObject([{ confirmedAt, secondFactorAt: expect.any(Date) }])
})

test("an operator's reset removes everything, ends all sessions and tells the account owner [M33]", async () => {
  const { user } = await someoneWithTwoStep()
  expect(await resetFactorsBy(anAct('ops'), user.id)).toBe(true)
  expect(await sessionsOf(user)).toEqual([])
  expect(await findApp(user.id)).toBeUndefined()
  expect(await countRecoveryCodes(user.id)).toBeUndefined()
  expect(await told(user)).toEqual(['two-step-on', 'factors-reset'])
  expect(await eventsOf(user)).toContain('factors-reset')
  expect(await resetFactorsBy(anAct('ops'), user.id)).toBe(false)
})
