import { sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { events } from '@/db/schema'
import { deleteOtherSessions } from '@/db/sessions/revoke-sessions'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { type Activity, listActivity } from './list-activity'

const aMember = () => someone({ passwordHash: 'old' })

test('the newest event comes first, described in words, with its IP address and device', async () => {
  const user = await aMember()
  const here = await aCallerOf(user)
  await loggedIn(user, 'browser')
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'
  const { id } = (await rowsOf(user)).sessions[0]!
  await deleteOtherSessions(user.id, id, { ip: '203.0.113.9', userAgent })
  const { events, next } = await page(here)
  expect(events.map(({ description }) => description)).toEqual([
    'A device was logged out',
    'Logged in',
    'API client logged in',
    'Account created',
  ])
  expect(events[0]).toMatchObject({ type: 'sessions-revoked', ip: '203.0.113.9', device: 'Firefox on Linux' })
  expect(next).toBeNull()
})

test('paging lists every event once, even when many share a moment and new ones arrive', async () => {
  const user = await aMember()
  const here = await aCallerOf(user)
  // Three groups of thirty events that share a moment, so that no page ends where a group does.
  for (const days of [3, 2, 1]) await happen(user, 30, days)
  const before = (await rowsOf(user)).events.map(({ id }) => id)
  const seen: Activity[] = []
  const sizes = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { events, next } = await page(here, cursor)
    seen.push(...events)
    sizes.push(events.length)
    await happen(user, 3, 0)
    cursor = next
  }
  expect(sizes).toEqual([25, 25, 25, 17])
  expect(seen.map(({ id }) => id).sort()).toEqual(before.sort())
  const times = seen.map(({ at }) => at)
  expect(times).toEqual([...times].sort().reverse())
})

test('a page that is exactly full is the last one', async () => {
  const user = await aMember()
  const here = await aCallerOf(user)
  await happen(user, 23, 1)
  expect(await page(here)).toMatchObject({ events: { length: 25 }, next: null })
  await happen(user, 1, 0)
  expect(await page(here)).toMatchObject({ events: { length: 25 }, next: expect.any(String) })
})

test('a cursor of another account lists nothing of that account', async () => {
  const [user, other] = [await aMember(), await aMember()]
  const here = await aCallerOf(user)
  await happen(user, 3, 2)
  await happen(other, 30, 1)
  const theirs = (await rowsOf(other)).events.at(-1)!.id
  expect((await page(here)).events).toHaveLength(5)
  expect(await page(here, theirs)).toEqual({ events: [], next: null })
  expect(await page(here, '00000000-0000-7000-8000-000000000000')).toEqual({ events: [], next: null })
})

test('a malformed cursor is rejected with an error on its field [B14]', async () => {
  const here = await aCallerOf(await aMember())
  for (const before of ['', 'x', null, 7, {}, ['x'], '\0'])
    expect(await listActivity({ before }, here)).toMatchObject({
      code: 'invalid-input',
      fields: { before: [expect.any(String)] },
    })
})

test('activity requires a login', async () => {
  expect(await listActivity({}, aCaller())).toEqual({ ok: false, code: 'unauthenticated', fields: {} })
})

async function page(caller: Parameters<typeof listActivity>[1], before?: string) {
  const result = await listActivity({ before }, caller)
  if (!result.ok) throw new Error(result.code)
  return result.value
}

/** Creates `count` events that share one moment, `days` days ago. */
async function happen({ id: userId }: User, count: number, days: number): Promise<void> {
  const at = sql`date_trunc('minute', now()) - make_interval(days => ${days})`
  await query((db) =>
    db.insert(events).values(Array.from({ length: count }, () => ({ userId, type: 'logout' as const, at }))),
  )
}
