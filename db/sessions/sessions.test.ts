import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { events, sessions } from '@/db/schema'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { endSession } from './revoke-sessions'
import { findSession, touchSession } from './sessions'
import { startSession } from './start-session'

const IDLE_DAYS = 14

test('of 20 logouts of one session at once exactly one succeeds and has an event', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { tokenHash } = await loggedIn(user)
  const ended = await atOnce(20, () => endSession(tokenHash, 'api', {}))
  expect(ended.filter(Boolean)).toEqual([user.id])
  const happened = await query((db) => db.select().from(events).where(eq(events.userId, user.id)))
  expect(happened.filter(({ type }) => type === 'logout')).toHaveLength(1)
})

test('ending one session keeps the user’s others', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [one, other] = [await loggedIn(user), await loggedIn(user)]
  await endSession(one.tokenHash, 'api', {})
  expect(await find(one.tokenHash)).toBeUndefined()
  expect(await find(other.tokenHash)).toMatchObject({ user: { id: user.id } })
})

test('a session is found and ended only as its own kind [F7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { tokenHash } = await loggedIn(user, 'browser')
  expect(await findSession(tokenHash, 'api', IDLE_DAYS)).toBeUndefined()
  expect(await endSession(tokenHash, 'api', {})).toBeUndefined()
  expect(await findSession(tokenHash, 'browser', IDLE_DAYS)).toBeDefined()
})

test('a session ends at its time, however often it was used [F4]', async () => {
  const { tokenHash } = await loggedIn(await someone({ passwordHash: 'old' }))
  await setTo(tokenHash, { expiresAt: sql`now() + interval '1 minute'` })
  expect(await find(tokenHash)).toBeDefined()
  await setTo(tokenHash, { expiresAt: sql`now() - interval '1 second'` })
  expect(await find(tokenHash)).toBeUndefined()
})

test('a session that was idle for too long has ended, and use does not revive it [F4]', async () => {
  const { tokenHash } = await loggedIn(await someone({ passwordHash: 'old' }))
  await setTo(tokenHash, { lastSeenAt: sql`now() - interval '13 days 23 hours'` })
  expect(await find(tokenHash)).toMatchObject({ stale: true })
  await setTo(tokenHash, { lastSeenAt: sql`now() - interval '14 days 1 second'` })
  expect(await find(tokenHash)).toBeUndefined()
})

test('the sessions of a disabled account end at once, and none starts [F5]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { tokenHash } = await loggedIn(user)
  await disable(user)
  expect(await find(tokenHash)).toBeUndefined()
  const session = { userId: user.id, tokenHash: `${user.id}/again`, kind: 'api', lifetimeDays: 30 } as const
  expect(await startSession(session, { checkedHash: user.passwordHash }, {})).toBe(false)
})

test('the use of a session is written at most every five minutes', async () => {
  const { tokenHash } = await loggedIn(await someone({ passwordHash: 'old' }))
  const { id } = (await find(tokenHash))!
  for (const [minutes, written] of [
    [4, false],
    [6, true],
  ] as const) {
    await setTo(tokenHash, { lastSeenAt: sql`now() - make_interval(mins => ${minutes})` })
    expect((await find(tokenHash))?.stale).toBe(written)
    const before = await lastSeen(tokenHash)
    await touchSession(id)
    expect((await lastSeen(tokenHash)) > before).toBe(written)
  }
})

test('a session starts with an event that names its kind', async () => {
  const user = await someone({ passwordHash: 'old' })
  await loggedIn(user, 'browser')
  const happened = await query((db) => db.select().from(events).where(eq(events.userId, user.id)))
  expect(happened.filter(({ type }) => type === 'login')).toMatchObject([{ details: { kind: 'browser' } }])
})

const find = (tokenHash: string) => findSession(tokenHash, 'api', IDLE_DAYS)

type Moments = Partial<Record<'expiresAt' | 'lastSeenAt', ReturnType<typeof sql>>>

async function setTo(tokenHash: string, moments: Moments): Promise<void> {
  await query((db) => db.update(sessions).set(moments).where(eq(sessions.tokenHash, tokenHash)))
}

async function lastSeen(tokenHash: string): Promise<Date> {
  const [row] = await query((db) => db.select().from(sessions).where(eq(sessions.tokenHash, tokenHash)))
  return row!.lastSeenAt
}
