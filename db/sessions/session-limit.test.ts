import { eq, sql } from 'drizzle-orm'
import { secureAccount } from '@/db/accounts/not-me'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { thorough } from '@/e2e/support/needs'
import { SESSIONS_AT_MOST } from '@/lib/rules/sessions-at-most'
import { changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { manySessions, withoutRowsOf } from '@/test/accounts/many-rows'
import { someone } from '@/test/accounts/someone'
import { atOnce, rounds } from '@/test/at-once'
import { aLink } from '@/test/links/a-link'
import { expect, test } from '@/test/unit'
import { deleteOtherSessions } from './revoke-sessions'
import { startSession } from './start-session'

const origin = { ip: '203.0.113.9', userAgent: 'tests' }
const aMember = () => someone({ passwordHash: 'old' })
const waysToStart = {
  'a usual login': {},
  'a new device': { newDevice: true },
  'an unknown API client': { newUnlessWithinDays: 90 },
  'a login that recovers the account': { recovers: true },
}

for (const [name, more] of Object.entries(waysToStart)) {
  test(`${name} beyond the limit ends the session used longest ago, and its owner is told`, async () => {
    const [user, bystander] = [await aMember(), await aMember()]
    await manySessions(user, SESSIONS_AT_MOST - 1)
    await manySessions(bystander, SESSIONS_AT_MOST + 1)
    if (name.includes('recovers')) await changeAccount(user, { deletionDueAt: sql`now() + interval '1 day'` })
    const [oldest, ...others] = await hashesByUse(user)
    const [first, second] = [await start(user, more), await start(user, more)]
    expect((await hashesByUse(user)).sort()).toEqual([...others, first, second].sort())
    expect(others).not.toContain(oldest)
    expect(await endedOf(user)).toMatchObject([{ details: { count: '1', because: 'limit' }, ...origin }])
    expect((await rowsOf(bystander)).sessions).toHaveLength(SESSIONS_AT_MOST + 1)
  })
}

test('logins at once leave no more sessions than the limit, and each login gets its own', async () => {
  for (const had of [SESSIONS_AT_MOST - 5, SESSIONS_AT_MOST]) {
    const user = await aMember()
    await manySessions(user, had)
    const started = await atOnce(40, (index) => start(user, index % 2 ? {} : { newDevice: true }))
    const left = await hashesByUse(user)
    expect(left).toHaveLength(SESSIONS_AT_MOST)
    expect(left).toEqual(expect.arrayContaining(started))
  }
})

test('the new session is kept, whatever times of use the others have', async () => {
  const user = await aMember()
  await manySessions(user, SESSIONS_AT_MOST)
  await query((db) =>
    db.update(sessions).set({ lastSeenAt: sql`now() + interval '1 day'` }).where(eq(sessions.userId, user.id)),
  )
  const started = await start(user)
  const left = await hashesByUse(user)
  expect(left).toContain(started)
  expect(left).toHaveLength(SESSIONS_AT_MOST)
})

test('an account with 20,000 sessions from before there was a limit has no more than it after one login', {
  tag: thorough,
}, async () => {
  const user = await aMember()
  await manySessions(user, 20_000)
  const started = await start(user)
  const left = await hashesByUse(user)
  expect(left).toContain(started)
  expect(left).toHaveLength(SESSIONS_AT_MOST)
  const ended = (await endedOf(user)).map(({ details }) => Number(details.count))
  expect(ended.reduce((sum, count) => sum + count)).toBe(20_001 - SESSIONS_AT_MOST)
  // Other requests are served in between.
  expect(Math.max(...ended)).toBeLessThanOrEqual(1_000)
  await withoutRowsOf(user)
})

test('logins beyond the limit and logouts never deadlock with operations that lock the whole account', async () => {
  for (const _ of rounds(10)) {
    const user = await aMember()
    await manySessions(user, SESSIONS_AT_MOST + 30)
    const [{ id: kept }, link] = [(await rowsOf(user)).sessions[0]!, await aLink('not-me', user)]
    const done = await atOnce(12, async (index) => {
      if (index === 5) return Boolean(await secureAccount(link.id, user.emailCanonical, {}))
      if (index % 4 === 0) return (await deleteOtherSessions(user.id, kept, {})) >= 0
      return startSession({ ...aSession(user), newDevice: index % 2 === 0 }, { checkedHash: 'old' }, {})
    })
    expect(done[5]).toBe(true)
    expect((await rowsOf(user)).sessions).toEqual([])
  }
})

let count = 0
const aSession = ({ id: userId }: User) =>
  ({ userId, tokenHash: `${userId}/${++count}`, kind: 'browser', lifetimeDays: 30 }) as const

async function start(user: User, more: Partial<Parameters<typeof startSession>[0]> = {}): Promise<string> {
  const session = { ...aSession(user), ...more }
  if (!(await startSession(session, { checkedHash: 'old' }, origin))) throw new Error('The session did not start.')
  return session.tokenHash
}

/** Least recently used first. */
async function hashesByUse(user: User): Promise<string[]> {
  const { sessions: all } = await rowsOf(user)
  return all.sort((one, other) => +one.lastSeenAt - +other.lastSeenAt).map(({ tokenHash }) => tokenHash)
}

async function endedOf(user: User) {
  return (await rowsOf(user)).events.filter(({ type }) => type === 'sessions-revoked')
}
