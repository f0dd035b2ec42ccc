import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { manySessions, withoutRowsOf } from '@/test/accounts/many-rows'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { listSessions } from './list-sessions'
import { login } from './login/login'

const aMember = () => someone({ passwordHash: 'old' })

test('the most recently used session comes first, and the caller’s own is marked [F8]', async () => {
  const user = await aMember()
  const here = await aCallerOf(user)
  const [yesterday, lastWeek] = [await loggedIn(user, 'browser'), await loggedIn(user)]
  await set(lastWeek, { lastSeenAt: sql`now() - interval '7 days'` })
  await set(yesterday, { lastSeenAt: sql`now() - interval '1 day'` })
  const listed = await list(here)
  expect(listed.map(({ kind, current }) => [kind, current])).toEqual([
    ['api', true],
    ['browser', false],
    ['api', false],
  ])
  const times = listed.map(({ last_seen_at }) => last_seen_at)
  expect(times).toEqual([...times].sort().reverse())
})

test('a session has these members, its device in words, and no secret [A17]', async () => {
  const user = await someone()
  const here = await aCallerOf(user)
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
  await login({ email: user.email, password: user.password }, { ...aCaller('browser'), userAgent })
  expect((await list(here)).find(({ current }) => !current)).toEqual({
    id: expect.any(String),
    kind: 'browser',
    current: false,
    ip: '203.0.113.9',
    device: 'Firefox on Linux',
    created_at: expect.stringMatching(/Z$/),
    last_seen_at: expect.stringMatching(/Z$/),
  })
})

test('neither ended sessions nor those of other accounts are listed [F4]', async () => {
  const [user, other] = [await aMember(), await aMember()]
  const here = await aCallerOf(user)
  const [ended, idle] = [await loggedIn(user), await loggedIn(user)]
  await loggedIn(other)
  expect(await list(here)).toHaveLength(3)
  await set(ended, { expiresAt: sql`now() - interval '1 second'` })
  await set(idle, { lastSeenAt: sql`now() - interval '14 days 1 second'` })
  expect(await list(here)).toMatchObject([{ current: true }])
})

test('of 1,000 sessions from before there was a limit, the latest hundred are listed, including the caller’s own', async () => {
  const user = await aMember()
  const here = await aCallerOf(user)
  await manySessions(user, 1_000)
  // If it were older, listing the sessions would itself count as a use.
  await set(here.credential, { lastSeenAt: sql`now() - interval '4 minutes'` })
  const listed = await list(here)
  expect(listed).toHaveLength(100)
  expect(listed.at(-1)).toMatchObject({ current: true })
  const times = listed.map(({ last_seen_at }) => last_seen_at)
  expect(times).toEqual([...times].sort().reverse())
  expect(Date.parse(times[0]!) - Date.parse(times[98]!)).toBe(98_000)
  await withoutRowsOf(user)
})

test('listing sessions requires a login', async () => {
  expect(await listSessions({}, aCaller())).toEqual({ ok: false, code: 'unauthenticated', fields: {} })
})

async function list(caller: Parameters<typeof listSessions>[1]) {
  const result = await listSessions({}, caller)
  if (!result.ok) throw new Error(result.code)
  return result.value.sessions
}

async function set(
  { tokenHash }: { tokenHash: string },
  moments: Partial<Record<'expiresAt' | 'lastSeenAt', unknown>>,
) {
  await query((db) =>
    db
      .update(sessions)
      .set(moments as object)
      .where(eq(sessions.tokenHash, tokenHash)),
  )
}
