import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { pendingLogins } from '@/db/factors/tables'
import { emails, events, sessions, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { startSession } from '@/db/sessions/start-session'
import { changeAccount } from '@/test/accounts/account-now'
import { disable, someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { countAttempt, createPendingLogin, endPendingLogin, findPendingLogin } from './pending-logins'
import { removeUnfinishedLogins } from './unfinished-logins'

type Owner = { id: string; passwordHash: string }

async function pendingOf({ id: userId, passwordHash }: Owner, more: { newDevice?: boolean; ip?: string } = {}) {
  const tokenHash = crypto.randomUUID()
  const { newDevice, ip } = more
  const login = { userId, tokenHash, kind: 'browser', checkedHash: passwordHash, minutes: 10, newDevice } as const
  expect(await createPendingLogin(login, { ip })).toBe(true)
  return { tokenHash, id: (await findPendingLogin(tokenHash, 'browser'))!.id }
}

function finish({ id: userId }: Owner, pendingLogin: string, app: string, timeStep: number) {
  const session = { userId, tokenHash: crypto.randomUUID(), kind: 'browser', lifetimeDays: 30 } as const
  return startSession(session, { pendingLogin, step: { app, timeStep } }, {})
}

const expire = (id: string) =>
  query((db) => db.update(pendingLogins).set({ expiresAt: sql`now()` }).where(eq(pendingLogins.id, id)))

const rowsOf = ({ id }: Owner) => query((db) => db.select().from(pendingLogins).where(eq(pendingLogins.userId, id)))
const mailsOf = async ({ id }: Owner) =>
  (await query((db) => db.select().from(emails).where(eq(emails.userId, id)))).filter(
    ({ kind }) => kind === 'second-step-failed',
  )

test('only an account with two-step login has pending logins, and only for its current password [M4]', async () => {
  const [plain, { user }] = [await someone(), await someoneWithTwoStep()]
  const login = { tokenHash: crypto.randomUUID(), kind: 'api', minutes: 10 } as const
  expect(await createPendingLogin({ ...login, userId: plain.id, checkedHash: plain.passwordHash }, {})).toBe(false)
  expect(await createPendingLogin({ ...login, userId: user.id, checkedHash: 'another' }, {})).toBe(false)
  expect(await createPendingLogin({ ...login, userId: user.id, checkedHash: user.passwordHash }, {})).toBe(true)
})

test('a pending login is bound to the door at which it began, and ends after its time', async () => {
  const { user, app } = await someoneWithTwoStep()
  const { tokenHash, id } = await pendingOf(user)
  expect(await findPendingLogin(tokenHash, 'api')).toBeUndefined()
  expect(await findPendingLogin(tokenHash, 'browser')).toMatchObject({ id, attempts: 0, user: { id: user.id } })
  await expire(id)
  expect(await findPendingLogin(tokenHash, 'browser')).toBeUndefined()
  expect(await countAttempt(id)).toBeUndefined()
  expect(await finish(user, id, app, 2)).toBe(false)
})

test('a new password, a disabled account and switching two-step login off end a pending login [M4]', async () => {
  for (const change of [{ passwordHash: 'new' }, { disabledAt: sql`now()` }, { twoStepAt: null }]) {
    const { user, app } = await someoneWithTwoStep()
    const { tokenHash, id } = await pendingOf(user)
    await changeAccount(user, change as never)
    expect(await findPendingLogin(tokenHash, 'browser')).toBeUndefined()
    expect(await finish(user, id, app, 2)).toBe(false)
  }
})

test('of 50 attempts at once five count, and a login without attempts is found no more [M7]', async () => {
  const { user } = await someoneWithTwoStep()
  const { tokenHash, id } = await pendingOf(user)
  const left = await atOnce(50, () => countAttempt(id))
  expect(left.filter((each) => each !== undefined).sort()).toEqual([0, 1, 2, 3, 4])
  expect(await findPendingLogin(tokenHash, 'browser')).toBeUndefined()
})

test('the right code at the last attempt still logs in', async () => {
  const { user, app } = await someoneWithTwoStep()
  const { id } = await pendingOf(user)
  for (let count = 0; count < 5; count++) await countAttempt(id)
  expect(await finish(user, id, app, 2)).toBe(true)
})

test('logins that nobody finishes are limited, and those of known devices apart [M37]', async () => {
  const { user } = await someoneWithTwoStep()
  const { id: userId, passwordHash: checkedHash } = user
  const begin = (newDevice: boolean) =>
    createPendingLogin(
      { userId, checkedHash, tokenHash: crypto.randomUUID(), kind: 'api', minutes: 10, atMost: 6, newDevice },
      {},
    )
  const strangers = []
  for (let count = 0; count < 8; count++) strangers.push(await begin(true))
  expect(strangers).toEqual([true, true, true, true, true, true, 'busy', 'busy'])
  expect(await rowsOf(user)).toHaveLength(6)
  expect(await begin(false)).toBe(true)
})

test('an account has at most five pending logins; the oldest goes', async () => {
  const { user } = await someoneWithTwoStep()
  const logins = []
  for (let count = 0; count < 6; count++) logins.push(await pendingOf(user))
  const found = await Promise.all(logins.map(({ tokenHash }) => findPendingLogin(tokenHash, 'browser')))
  expect(found.map(Boolean)).toEqual([false, true, true, true, true, true])
})

test('the account owner is told once a day of logins from new devices that nobody finished [M25]', async () => {
  const { user } = await someoneWithTwoStep()
  const [known, first, second] = [
    await pendingOf(user),
    await pendingOf(user, { newDevice: true }),
    await pendingOf(user, { newDevice: true }),
  ]
  await expire(known.id)
  await removeUnfinishedLogins()
  expect(await mailsOf(user)).toEqual([])
  await expire(first.id)
  await removeUnfinishedLogins()
  // Giving it up spares nobody the email.
  await endPendingLogin(second.tokenHash, 'browser')
  await removeUnfinishedLogins()
  expect(await mailsOf(user)).toMatchObject([{ data: { failure: 'unfinished' } }])
  const failed = await query((db) => db.select().from(events).where(eq(events.userId, user.id)))
  expect(failed.filter(({ type }) => type === 'second-step-failed')).toHaveLength(2)
  expect(await rowsOf(user)).toEqual([])
})

test('a login with too many wrong codes is not told of again as unfinished', async () => {
  const { user } = await someoneWithTwoStep()
  const { id } = await pendingOf(user, { newDevice: true })
  for (let count = 0; count < 5; count++) await countAttempt(id)
  await expire(id)
  await removeUnfinishedLogins()
  expect(await mailsOf(user)).toEqual([])
  expect(await rowsOf(user)).toEqual([])
})

test('someone who begins again and finishes is not told of the login left behind', async () => {
  const { user, app } = await someoneWithTwoStep()
  await pendingOf(user, { newDevice: true })
  const elsewhere = await pendingOf(user, { newDevice: true, ip: '203.0.113.77' })
  const { id } = await pendingOf(user)
  expect(await finish(user, id, app, 2)).toBe(true)
  expect(await rowsOf(user)).toMatchObject([{ id: elsewhere.id }])
})

test('logins that wait for their second step end with all sessions', async () => {
  const { user } = await someoneWithTwoStep()
  const { tokenHash } = await pendingOf(user)
  await disable(user)
  await query((db) => endSessions(db, { allOf: user.id }, 'disabled'))
  await query((db) => db.update(users).set({ disabledAt: null }).where(eq(users.id, user.id)))
  expect(await findPendingLogin(tokenHash, 'browser')).toBeUndefined()
  expect(await query((db) => db.$count(sessions, eq(sessions.userId, user.id)))).toBe(0)
})
