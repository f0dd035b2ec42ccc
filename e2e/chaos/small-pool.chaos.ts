import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import postgres from 'postgres'
import { startSite } from '../support/servers/site'
import { aPerson } from '../support/steps/person'
import { tell } from './support/figures'
import { ask } from './support/traffic/ask-in-time'

const POOL = 5
const LOGINS = 64
/** A sample may catch a transaction between two statements. One that hashes or sends email would appear repeatedly. */
const LONGEST_IDLE_MILLISECONDS = 1_000

test('64 logins share a pool of 5 without errors, a sixth connection or idle transactions [J2]', async () => {
  const site = await startSite({ environment: { RATE_LIMITS: 'off', DATABASE_POOL_SIZE: String(POOL) } })
  const people = Array.from({ length: 8 }, aPerson)
  for (const person of people) expect((await ask(site.url, '/api/register', { body: person })).status).toBe(201)

  const watch = await watchConnections(site.databaseUrl)
  // Those that the hash queue refuses try again a second later. Errors are not acceptable.
  const answers = await Promise.all(
    Array.from({ length: LOGINS }, (_, index) => ask(site.url, '/api/login', { body: people[index % people.length] })),
  )
  const seen = await watch.stop()

  const count = (status: number) => answers.filter((answer) => answer.status === status).length
  tell(
    `pool of ${POOL}`,
    `${LOGINS} logins at once: ${count(200)} succeeded, ${count(503)} told to try again`,
    `at most ${seen.most} connections in ${seen.samples} samples`,
    `idle in transaction in ${seen.idle} of them, for ${seen.longestIdle.toFixed(0)} ms at most`,
  )
  expect(count(200) + count(503)).toBe(LOGINS)
  expect(count(200)).toBeGreaterThan(4)
  for (const { status, headers } of answers) if (status === 503) expect(headers['retry-after']).toBe('5')
  expect(seen.samples).toBeGreaterThan(20)
  expect(seen.most).toBeGreaterThan(1)
  expect(seen.most).toBeLessThanOrEqual(POOL)
  expect(seen.longestIdle).toBeLessThan(LONGEST_IDLE_MILLISECONDS)
  expect(site.log().filter((line) => /"level":50|database/.test(line))).toEqual([])
  await site.stop()
})

/** Samples pg_stat_activity on a separate connection. */
async function watchConnections(url: string) {
  const client = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'watch' } })
  const seen = { samples: 0, most: 0, idle: 0, longestIdle: 0 }
  let watching = true
  const watched = (async () => {
    while (watching) {
      const [row] = await client`
        select count(*)::int as open,
          coalesce(max(extract(epoch from clock_timestamp() - state_change) * 1000)
            filter (where state like 'idle in transaction%'), 0)::float as idle
        from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`
      seen.samples += 1
      seen.most = Math.max(seen.most, row?.open)
      if (row?.idle > 0) seen.idle += 1
      seen.longestIdle = Math.max(seen.longestIdle, row?.idle)
      await pause(20)
    }
    await client.end({ timeout: 5 })
  })()
  return {
    async stop() {
      watching = false
      await watched
      return seen
    },
  }
}
