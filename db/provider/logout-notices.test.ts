import { sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { aNotice } from '@/test/provider/app-rows'
import { expect, test } from '@/test/unit'
import { logoutNotices } from './login-tables'
import { claimDueNotices, isInShare } from './logout-notices'

const [hanging, ready, later] = ['app-that-hangs', 'app-that-answers', 'app-of-tomorrow']
const minutesAgo = (minutes: number) => sql`now() - make_interval(mins => ${minutes})` as never

// A claim takes what other tests have left, too, and nobody else gets over 20,000 notices.
const withoutNotices = () => query((db) => db.delete(logoutNotices))
test.beforeEach(withoutNotices)
test.afterEach(withoutNotices)

test('a claim takes the soonest notices of each app, up to its share and without those under way [P13]', async () => {
  for (const minutes of [9, 8, 7, 6, 5, 4]) await aNotice({ clientId: hanging, nextAttemptAt: minutesAgo(minutes) })
  for (const minutes of [3, 2]) await aNotice({ clientId: ready, nextAttemptAt: minutesAgo(minutes) })
  await aNotice({ clientId: ready, nextAttemptAt: minutesAgo(1), status: 'told' })
  await aNotice({ clientId: later, nextAttemptAt: minutesAgo(-60) })
  const claim = async (limit: number, underWay: Record<string, number>) => {
    const claimed = await claimDueNotices(limit, { share: 4, underWay })
    return claimed.map(({ clientId }) => clientId).sort()
  }
  expect(await claim(3, {})).toEqual([hanging, hanging, hanging])
  expect(await claim(20, { [hanging]: 3 })).toEqual([ready, ready, hanging])
  expect(await claim(20, { [hanging]: 4 })).toEqual([])
  expect(await claim(20, {})).toEqual([hanging, hanging])
})

test('a claim does not read the notices that wait for an app that hangs [P13]', async () => {
  await query((db) =>
    db.execute(sql`insert into logout_notices (id, client_id, client_name, uri, alg, sub, sid, cause, next_attempt_at)
      select gen_random_uuid(), case when n > 2 then ${hanging}::text else ${ready}::text end, 'Wiki',
        'http://127.0.0.1:2/', 'RS256', gen_random_uuid(), n, 'logout', now() - make_interval(secs => n / 10.0)
      from generate_series(1, 20000) n`),
  )
  await query((db) => db.execute(sql`analyze logout_notices`))
  for (const underWay of [{ [hanging]: 4 }, { [hanging]: 2 }, {}]) {
    const which = sql`${isInShare({ share: 4, underWay })} and status = 'queued' and next_attempt_at <= now()`
    const plan = await query((db) =>
      db.execute(sql`explain (analyze, format json) select id from ${logoutNotices} where ${which}
        order by next_attempt_at limit 20 for update skip locked`),
    )
    expect(rowsRead(plan)).toBeLessThan(100)
  }
})

/** How many rows of the table a plan has read, in all its scans. */
function rowsRead(plan: unknown): number {
  const scans = JSON.stringify(plan).matchAll(/"Relation Name":"logout_notices"[^{}]*/g)
  const figure = (text: string, name: string) => Number(new RegExp(`"${name}":(\\d+)`).exec(text)?.[1] ?? 0)
  return [...scans].reduce((sum, [text]) => {
    const each = figure(text, 'Actual Rows') + figure(text, 'Rows Removed by Filter')
    return sum + each * figure(text, 'Actual Loops')
  }, 0)
}
