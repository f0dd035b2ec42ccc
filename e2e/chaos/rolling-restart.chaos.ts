import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import type { Site } from '../support/servers/site'
import { startMailbox } from '../support/servers/smtp-mailbox'
import { freshDatabase } from '../support/servers/test-database'
import { chance } from './support/chance'
import { startChaosSite } from './support/chaos-site'
import { quantile, tell } from './support/figures'
import { inShort, isWell } from './support/judge'
import { lostBy } from './support/kept'
import { needsPostgres } from './support/needs-of-machine'
import { startProxy } from './support/proxy'
import { Crowd } from './support/traffic/crowd'
import { load } from './support/traffic/steady-load'

const EXIT_SECONDS = 30
const ROUNDS = 2

test('a rolling restart of two instances under load fails no request, and each exits in time [J5]', async () => {
  needsPostgres()
  const instances: Site[] = []
  const proxy = await startProxy(() => instances.map(({ url }) => url))
  const database = await freshDatabase()
  const mailbox = await startMailbox()
  const environment = { APP_URL: proxy.url, AUTH_SECRET: 'of-two-instances-0123456789-abcdefghij', SHUTDOWN_DELAY: '3' }
  for (let i = 0; i < 2; i++) {
    instances.push(await startChaosSite({ databaseUrl: database.url, mailbox, environment }))
  }
  const crowd = new Crowd(proxy.url, chance('rolling restart'))
  await crowd.open(10)

  const clients = load(16, () => crowd.act())
  const exits: number[] = []
  for (const instance of [...Array(ROUNDS).fill(instances)].flat() as Site[]) {
    await pause(2_000)
    const told = performance.now()
    await instance.halt('SIGTERM', EXIT_SECONDS)
    exits.push(performance.now() - told)
    expect(instance.exitCode()).toBe(0)
    await instance.restart()
  }
  await pause(2_000)
  await clients.stop()

  const { answers } = crowd
  expect(answers.filter((answer) => !isWell(answer)).map(inShort)).toEqual([])
  expect(await lostBy(crowd, proxy.url, database.url)).toEqual({ accounts: 0, sessions: 0, resets: 0 })
  tell(
    `rolling restart, ${exits.length} times SIGTERM`,
    `${answers.length} requests, 0 failed`,
    `p50 ${quantile(
      answers.map(({ milliseconds }) => milliseconds),
      0.5,
    ).toFixed()} ms, longest ${quantile(
      answers.map(({ milliseconds }) => milliseconds),
      1,
    ).toFixed()} ms`,
    `exits after ${exits.map((milliseconds) => (milliseconds / 1000).toFixed(1)).join(', ')} s`,
  )
  await Promise.all(instances.map((each) => each.stop()))
  await Promise.all([proxy.stop(), mailbox.stop()])
  await database.drop()
})
