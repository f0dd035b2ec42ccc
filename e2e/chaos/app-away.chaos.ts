import { expect, test } from 'playwright/test'
import postgres, { type Sql } from 'postgres'
import { startMailbox } from '../support/servers/smtp-mailbox'
import { freshDatabase } from '../support/servers/test-database'
import { startChaosSite } from './support/chaos-site'
import { emailedReset } from './support/emailed-reset'
import { tell } from './support/figures'
import { needsPostgres } from './support/needs-of-machine'
import { aMember, logsIn, resets } from './support/people'
import { startProxy } from './support/proxy'
import { sidOf, startToldApp } from './support/told-app'
import { appBrowser } from './support/traffic/app-browser'
import { ask } from './support/traffic/ask-in-time'

/** After so many failed attempts, 12 minutes have passed and the next one is an hour later. */
const ATTEMPTS_OF_AN_HOUR = 5
const DEVICES = 2

test('apps that are away for an hour are told once of each login that ended, although one instance is killed and another restarted [P12, P13]', async () => {
  needsPostgres()
  const database = await freshDatabase()
  const mailbox = await startMailbox()
  const instances: Awaited<ReturnType<typeof startChaosSite>>[] = []
  const proxy = await startProxy(() => instances.map(({ url }) => url))
  const environment = { PROVIDER: 'on', APP_URL: proxy.url, AUTH_SECRET: 'of-two-instances-0123456789-abcdefghij' }
  const start = () => startChaosSite({ databaseUrl: database.url, mailbox, environment })
  instances.push(await start(), await start())
  const sql = postgres(database.url, { max: 1 })
  const [stopped, broken] = [await startToldApp(instances[0]!, 'Wiki'), await startToldApp(instances[0]!, 'Board')]
  const apps = [stopped, broken]

  const person = await aMember(proxy.url)
  const browsers = Array.from({ length: DEVICES }, () => appBrowser(proxy.url))
  for (const browser of browsers) await browser.logIn(person)
  const sids = await Promise.all(
    apps.map(async (app) => {
      const tokens = await Promise.all(browsers.map((browser) => app.enter(browser)))
      return tokens.map(sidOf).sort()
    }),
  )
  await stopped.away()
  broken.manner.status = 503
  const token = await emailedReset(proxy.url, mailbox, person)
  const { password, answer } = await resets(proxy.url, token)
  expect(answer.status).toBe(200)

  await pass(sql, 1)
  await instances[0]!.halt('SIGKILL')
  await pass(sql, 3)
  await instances[0]!.restart()
  await pass(sql, ATTEMPTS_OF_AN_HOUR)
  await instances[1]!.restart()
  expect(await rowsOf(sql)).toEqual({ notices: apps.length * DEVICES, told: 0, queued: apps.length * DEVICES })
  const saysSo = /^(.+) was told to log you out$/
  const toldOf = async () => {
    const activity = await activityOf(proxy.url, { ...person, password })
    return activity.flatMap((each) => saysSo.exec(each)?.[1] ?? []).sort()
  }
  expect(await toldOf()).toEqual([])

  await stopped.here()
  broken.manner.status = 200
  await moveOn(sql)
  await expect.poll(async () => (await rowsOf(sql)).told, { timeout: 30_000 }).toBe(apps.length * DEVICES)
  for (const [index, app] of apps.entries()) {
    expect([...(await app.tellings())].sort()).toEqual(sids[index]!.map((sid) => [sid, 1]))
  }
  expect(await toldOf()).toEqual(apps.flatMap(({ name }) => Array(DEVICES).fill(name)).sort())
  tell(
    'apps away for an hour',
    `${apps.length * DEVICES} logins ended, each app told once of each`,
    `${broken.told.length - DEVICES} attempts refused by an app that answered 503`,
  )
  for (const app of apps) await app.away()
  await sql.end()
  await Promise.all(instances.map((each) => each.stop()))
  await Promise.all([proxy.stop(), mailbox.stop()])
  await database.drop()
})

/** Lets time pass until every notice has been tried so many times and waits for its next attempt. */
async function pass(sql: Sql, attempts: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const [least] = await sql`select min(attempts) as attempts,
          bool_and(next_attempt_at > now() + interval '50 minutes') as waits from logout_notices`
        if (least!.attempts < attempts) await moveOn(sql)
        return least!.attempts >= attempts && (attempts < ATTEMPTS_OF_AN_HOUR || least!.waits)
      },
      { timeout: 30_000, intervals: [300] },
    )
    .toBe(true)
}

/** As if the time until the next attempt had passed, also that of the lease of a killed instance. */
async function moveOn(sql: Sql): Promise<void> {
  await sql`update logout_notices set next_attempt_at = now() where status = 'queued'`
}

async function rowsOf(sql: Sql) {
  const [row] = await sql`select count(*)::int as notices, (count(*) filter (where status = 'told'))::int as told,
    (count(*) filter (where status = 'queued'))::int as queued from logout_notices`
  return row!
}

async function activityOf(site: string, person: { email: string; password: string }): Promise<string[]> {
  const { token } = await logsIn(site, person)
  const { text } = await ask(site, '/api/activity', { headers: { authorization: `Bearer ${token}` } })
  const { events } = JSON.parse(text) as { events: { description: string }[] }
  return events.map(({ description }) => description)
}
