import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { freshDatabase } from '../support/servers/test-database'
import { chance } from './support/chance'
import { startChaosSite } from './support/chaos-site'
import { tell } from './support/figures'
import { halfDone, leasesOver, mailsAgainst } from './support/half-done'
import { type Life, Lives } from './support/lives'
import { needsPostgres } from './support/needs-of-machine'
import { asksWhoIAm, logsIn } from './support/people'
import { load } from './support/traffic/steady-load'

const DEATHS = 25

test(`${DEATHS} times kill -9 during registrations and resets: nothing is half done, lost or doubled [J4 D6r]`, async () => {
  needsPostgres()
  const database = await freshDatabase()
  const site = await startChaosSite({ databaseUrl: database.url })
  const random = chance('kill -9')
  const lives = new Lives(site.url, site.mailbox)

  const people = load(6, () => lives.live())
  for (let death = 0; death < DEATHS; death++) {
    const enough = lives.answered + random.between(2, 14)
    while (lives.answered < enough) await pause(10)
    await pause(random.between(0, 100))
    await site.halt('SIGKILL')
    await site.restart()
  }
  await site.halt('SIGKILL')
  lives.end()
  await people.stop()
  await leasesOver(database.url)
  await site.restart()
  await expect.poll(async () => (await mailsAgainst(site.mailbox, database.url)).open, { timeout: 30_000 }).toBe(0)

  expect(Object.entries(await halfDone(database.url)).filter(([, count]) => count > 0)).toEqual([])
  const emails = await mailsAgainst(site.mailbox, database.url)
  expect(emails).toMatchObject({ lost: 0, open: 0, ofNothing: 0 })
  const told = lives.all.filter(({ registered }) => registered)
  const ends: string[] = []
  for (const life of told) ends.push(await endOf(site.url, life))
  expect(ends.filter((end) => end !== 'as told' && end !== 'as never answered')).toEqual([])

  const resets = told.filter(({ reset }) => reset?.done)
  expect(resets.length).toBeGreaterThan(DEATHS / 3)
  tell(
    'kill -9',
    `${DEATHS + 1} deaths`,
    `${lives.broken} requests interrupted`,
    `${told.length} registrations and ${resets.length} resets acknowledged, 0 lost, 0 half done`,
    `${emails.sent} emails, 0 lost, ${emails.doubled} of them sent twice`,
  )
  await site.stop()
  await database.drop()
})

/** Whether the account is as its owner was told: which password works, and whether the session is valid. */
async function endOf(site: string, { person, session, reset }: Life) {
  const { email, password } = person
  const old = (await logsIn(site, { email, password })).answer.status
  const next = reset && (await logsIn(site, { email, password: reset.password })).answer.status
  const alive = session && (await asksWhoIAm(site, session)).status
  const seen = [old, next, alive].join()
  const wasReset = [401, 200, session && 401].join()
  const wasNot = [200, reset && 401, session && 200].join()
  if (reset && reset.done === undefined && [wasReset, wasNot].includes(seen)) return 'as never answered'
  return seen === (reset?.done ? wasReset : wasNot) ? 'as told' : `${email}: ${seen}, told ${reset?.done}`
}
