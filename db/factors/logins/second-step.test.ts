import { eq, sql } from 'drizzle-orm'
import { connection, query } from '@/db/connection/client'
import { countFailedCode, FAILURES_AT_MOST, findApp } from '@/db/factors/authenticator-apps'
import { authenticatorApps } from '@/db/factors/tables'
import { emails, events, sessions, users } from '@/db/schema'
import { confirmSession } from '@/db/sessions/confirm-session'
import { startSession } from '@/db/sessions/start-session'
import { changeAccount } from '@/test/accounts/account-now'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { createPendingLogin, findPendingLogin } from './pending-logins'
import type { SecondStep } from './second-step'

type Owner = { id: string; passwordHash: string }

async function pendingOf({ id: userId, passwordHash }: Owner): Promise<string> {
  const tokenHash = crypto.randomUUID()
  await createPendingLogin({ userId, tokenHash, kind: 'api', checkedHash: passwordHash, minutes: 10 }, {})
  return (await findPendingLogin(tokenHash, 'api'))!.id
}

const aSession = ({ id: userId }: Owner) =>
  ({ userId, tokenHash: crypto.randomUUID(), kind: 'api', lifetimeDays: 30 }) as const

const finish = (user: Owner, pendingLogin: string, step: SecondStep) =>
  startSession(aSession(user), { pendingLogin, step }, {})

const sessionsOf = ({ id }: Owner) =>
  query((db) => db.select().from(sessions).where(eq(sessions.userId, id)).orderBy(sessions.id))

test('with two-step login the password alone starts no session, however it is asked for [M2]', async () => {
  const { user } = await someoneWithTwoStep()
  const { passwordHash: checkedHash } = user
  for (const more of [{}, { newDevice: true }, { recovers: true }])
    expect(await startSession({ ...aSession(user), ...more }, { checkedHash }, {})).toBe(false)
  expect(await sessionsOf(user)).toHaveLength(1)
})

test('without two-step login nothing is finished by a second step', async () => {
  const user = await someone()
  expect(await finish(user, crypto.randomUUID(), { app: crypto.randomUUID(), timeStep: 5 })).toBe(false)
})

test('the database itself refuses a session without a second step [M4]', async () => {
  const { user } = await someoneWithTwoStep()
  const row = {
    userId: user.id,
    tokenHash: crypto.randomUUID(),
    kind: 'api',
    expiresAt: new Date(Date.now() + 1e6),
  } as const
  const refused = await query((db) => db.insert(sessions).values(row)).catch((error) => error)
  expect(refused).toMatchObject({ code: '23514', message: 'a session of this account needs a second step' })
  await query((db) => db.insert(sessions).values({ ...row, secondFactorAt: sql`now()` }))
})

test('a login that began before two-step login was switched on leaves no session [M4]', async () => {
  const user = await someone()
  const { db } = await connection()
  let starting: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    await tx.update(users).set({ twoStepAt: sql`now()` }).where(eq(users.id, user.id))
    starting = startSession(aSession(user), { checkedHash: user.passwordHash }, {})
    await new Promise((resolve) => setTimeout(resolve, 100))
  })
  expect(await starting).toBe(false)
  expect(await sessionsOf(user)).toEqual([])
})

test('a finished login has the second level, and its event says how', async () => {
  const { user, app } = await someoneWithTwoStep()
  expect(await finish(user, await pendingOf(user), { app, timeStep: 2 })).toBe(true)
  const [, session] = await sessionsOf(user)
  expect(session).toMatchObject({ amr: 'pwd otp', secondFactorAt: expect.any(Date) })
  const noted = await query((db) => db.select().from(events).where(eq(events.userId, user.id)).orderBy(events.id))
  expect(noted.at(-1)).toMatchObject({ type: 'login', details: { kind: 'api', amr: 'pwd otp' } })
})

test('of 20 equal codes at once over several pending logins one wins, and an earlier one is refused later [M5]', async () => {
  const { user, app } = await someoneWithTwoStep()
  const pending = [await pendingOf(user), await pendingOf(user), await pendingOf(user), await pendingOf(user)]
  const done = await atOnce(20, (index) => finish(user, pending[index % 4]!, { app, timeStep: 9 }))
  expect(done.filter((each) => each === true)).toHaveLength(1)
  const next = await pendingOf(user)
  for (const timeStep of [8, 9]) expect(await finish(user, next, { app, timeStep })).toBe('step-used')
  // A code that was refused uses up nothing.
  expect(await finish(user, next, { app, timeStep: 10 })).toBe(true)
})

test('of 20 equal recovery codes at once one wins, and its account owner is told [M9]', async () => {
  const { user, codeHashes } = await someoneWithTwoStep()
  const step = { recoveryCode: codeHashes[3]! }
  const pending = [await pendingOf(user), await pendingOf(user), await pendingOf(user), await pendingOf(user)]
  const done = await atOnce(20, (index) => finish(user, pending[index % 4]!, step))
  expect(done.filter((each) => each === true)).toHaveLength(1)
  const told = await query((db) => db.select().from(emails).where(eq(emails.userId, user.id)))
  expect(told.filter(({ kind }) => kind === 'recovery-code-used')).toMatchObject([{ data: { codes_left: 9 } }])
  expect((await sessionsOf(user)).at(-1)).toMatchObject({ amr: 'pwd rc' })
})

test('a code does not work in the account of somebody else', async () => {
  const [ann, eve] = [await someoneWithTwoStep(), await someoneWithTwoStep()]
  expect(await finish(ann.user, await pendingOf(ann.user), { app: eve.app, timeStep: 2 })).toBe('step-used')
  expect(await finish(ann.user, await pendingOf(ann.user), { recoveryCode: eve.codeHashes[0]! })).toBe('step-used')
  // Even with the same hash, a login belongs to the account at which it began.
  await changeAccount(eve.user, { passwordHash: ann.user.passwordHash })
  const pending = await pendingOf({ ...eve.user, passwordHash: ann.user.passwordHash })
  expect(await finish(ann.user, pending, { app: ann.app, timeStep: 2 })).toBe(false)
})

test('a right code gives the app its attempts back', async () => {
  const { user, app } = await someoneWithTwoStep()
  for (let count = 0; count < 3; count++) await countFailedCode(app)
  expect(await findApp(user.id)).toMatchObject({ failures: 3 })
  await finish(user, await pendingOf(user), { app, timeStep: 2 })
  expect(await findApp(user.id)).toMatchObject({ failures: 0 })
})

test('after 100 wrong codes in a row the app is refused until a recovery code is used [M7, M8]', async () => {
  const { user, app, codeHashes } = await someoneWithTwoStep()
  await query((db) =>
    db.update(authenticatorApps).set({ failures: FAILURES_AT_MOST }).where(eq(authenticatorApps.id, app)),
  )
  expect(await finish(user, await pendingOf(user), { app, timeStep: 2 })).toBe('step-used')
  expect(await finish(user, await pendingOf(user), { recoveryCode: codeHashes[0]! })).toBe(true)
  expect(await finish(user, await pendingOf(user), { app, timeStep: 2 })).toBe(true)
  expect(await findApp(user.id)).toMatchObject({ lastStep: 2, failures: 0 })
})

test('with two-step login a session is confirmed only with a code, and with each code once [M15]', async () => {
  const { user, sessionId, app } = await someoneWithTwoStep()
  const owner = { sessionId, userId: user.id }
  expect(await confirmSession(owner, {})).toBe(false)
  expect(await confirmSession({ ...owner, step: { app, timeStep: 2 } }, {})).toBe(true)
  expect(await confirmSession({ ...owner, step: { app, timeStep: 2 } }, {})).toBe(false)
  expect(await finish(user, await pendingOf(user), { app, timeStep: 2 })).toBe('step-used')
})
