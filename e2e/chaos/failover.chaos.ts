import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import postgres from 'postgres'
import { startPostgres } from '../support/servers/postgres-server'
import { chance } from './support/chance'
import { startChaosSite } from './support/chaos-site'
import { tell } from './support/figures'
import { inShort, isAway, isWell } from './support/judge'
import { lostBy } from './support/kept'
import { needsPostgres } from './support/needs-of-machine'
import { Crowd } from './support/traffic/crowd'
import { load } from './support/traffic/steady-load'

const PROMOTED_AFTER_SECONDS = 3
const RECOVERY_SECONDS = 5

test('a failover to a synchronous standby under load causes only 503, and needs no restart [J1 J4]', async () => {
  needsPostgres()
  const one = await startPostgres(['synchronous_commit=on'])
  const two = await startPostgres(['synchronous_commit=on'], one.url)
  await waitFor(one.url, two.url)
  const { host } = new URL(two.url)
  const site = await startChaosSite({ databaseUrl: one.url.replace('/postgres', `,${host}/postgres`) })
  const crowd = new Crowd(site.url, chance('failover'))
  await crowd.open(10)

  const loads = [load(12, () => crowd.act()), load(1, () => crowd.probe())]
  await pause(3_000)
  one.kill()
  const away = performance.now()
  await pause(PROMOTED_AFTER_SECONDS * 1000)
  const promoting = performance.now()
  await onServer(two.url, 'select pg_promote()')
  const up = performance.now()
  await pause((RECOVERY_SECONDS + 5) * 1000)
  await Promise.all(loads.map((each) => each.stop()))

  const { answers, registered, tokens, forgotten } = crowd
  const meanwhile = answers.filter(({ at, milliseconds }) => at > away && at + milliseconds < promoting)
  const statuses = (path: string) => [...new Set(meanwhile.filter((a) => a.path === path).map((a) => a.status))]
  expect([statuses('/healthz'), statuses('/readyz')]).toEqual([[200], [503]])
  expect(meanwhile.filter((answer) => answer.path !== '/healthz' && !isAway(answer)).map(inShort)).toEqual([])
  expect(meanwhile.length).toBeGreaterThan(20)
  expect(answers.filter((answer) => !isWell(answer) && !isAway(answer)).map(inShort)).toEqual([])
  const healed = answers.filter(({ at }) => at > up + RECOVERY_SECONDS * 1000)
  expect(healed.filter((answer) => !isWell(answer)).map(inShort)).toEqual([])
  expect(healed.length).toBeGreaterThan(20)

  expect(await lostBy(crowd, site.url, two.url)).toEqual({ accounts: 0, sessions: 0, resets: 0 })
  const ready = answers.filter((a) => a.at + a.milliseconds > promoting && a.path === '/readyz' && isWell(a))
  tell(
    'failover',
    `${answers.length} requests, ${answers.filter(isAway).length} of them refused with 503`,
    `ready ${(Math.min(...ready.map(({ at, milliseconds }) => at + milliseconds)) - up).toFixed()} ms after the promotion`,
    `${registered.length} registrations, ${tokens.length} logins, ${forgotten.length} reset requests acknowledged, 0 lost`,
  )
  await site.stop()
  await Promise.all([one.stop(), two.stop()])
})

/** From now on `one` acknowledges a transaction only after its standby has written it. */
async function waitFor(one: string, two: string) {
  await expect.poll(async () => (await onServer(one, 'select from pg_stat_replication')).length).toBe(1)
  await onServer(one, `alter system set synchronous_standby_names = 'standby'`)
  await onServer(one, 'select pg_reload_conf()')
  const sync = async () => (await onServer(one, `select from pg_stat_replication where sync_state = 'sync'`)).length
  await expect.poll(sync).toBe(1)
  expect(await onServer(two, 'select pg_is_in_recovery() as standby')).toMatchObject([{ standby: true }])
}

async function onServer(url: string, statement: string) {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  const rows = await client.unsafe(statement)
  await client.end()
  return rows
}
