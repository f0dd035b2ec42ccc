import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import postgres, { type Sql } from 'postgres'
import { freshDatabase } from '../support/servers/test-database'
import { aPassword, type Person } from '../support/steps/person'
import { chance } from './support/chance'
import { fromAnywhere, startChaosSite } from './support/chaos-site'
import { emailedReset } from './support/emailed-reset'
import { tell } from './support/figures'
import { needsPostgres } from './support/needs-of-machine'
import { aMember, logsIn } from './support/people'
import { sidOf, startToldApp, type Tokens, type ToldApp } from './support/told-app'
import { type AppBrowser, appBrowser } from './support/traffic/app-browser'
import { type Answer, ask } from './support/traffic/ask-in-time'

const DEATHS = 10
/** Resets that are posted at the same time before each death. */
const AT_ONCE = 3
const APPS = 5

type Site = Awaited<ReturnType<typeof startChaosSite>>
type Entered = { person: Person; browser: AppBrowser; entries: { app: ToldApp; tokens: Tokens }[]; token: string }

test(`${DEATHS} times kill -9 amid resets of people who use ${APPS} apps: everything has ended or nothing, and each app is told [P11, P13]`, async () => {
  // Each death follows 15 logins at apps, which a busy machine does not do in a second.
  test.setTimeout(6 * 60_000)
  needsPostgres()
  const database = await freshDatabase()
  const site = await startChaosSite({ databaseUrl: database.url, environment: { PROVIDER: 'on' } })
  const sql = postgres(database.url, { max: 1 })
  const random = chance('resets with apps')
  const apps = await Promise.all(Array.from({ length: APPS }, (_, n) => startToldApp(site, `App ${n}`)))
  for (const { manner } of apps) manner.milliseconds = () => random.between(0, 80)

  const longest = await timeOfReset(site, await enteredBy(site, apps))
  const [ended, untouched]: [Entered[], Entered[]] = [[], []]
  let unanswered = 0
  for (let death = 0; death < DEATHS; death++) {
    const people = await Promise.all(Array.from({ length: AT_ONCE }, () => enteredBy(site, apps)))
    const password = aPassword()
    const posted = people.map(({ token }) => reset(site.url, token, password))
    await pause(random.between(0, longest))
    await site.halt('SIGKILL')
    const answers = await Promise.all(posted)
    await site.restart()
    for (const [index, one] of people.entries()) {
      const end = await endOf(site.url, sql, one, password)
      const { status } = answers[index]!
      if (status === undefined) unanswered += 1
      // What was acknowledged has happened.
      expect([end, status]).toEqual(
        status === 200 ? ['everything', 200] : [expect.stringMatching(/^(every|no)thing$/), undefined],
      )
      const those = end === 'everything' ? ended : untouched
      those.push(one)
    }
  }
  expect(Math.min(ended.length, untouched.length)).toBeGreaterThan(0)

  // Whatever is still claimed after this was claimed by an instance that was killed.
  await site.halt('SIGTERM')
  await sql`update logout_notices set next_attempt_at = now() where status = 'queued'`
  await site.restart()
  const open = () => sql`select 1 from logout_notices where status = 'queued'`
  await expect.poll(async () => (await open()).length, { timeout: 30_000 }).toBe(0)
  let twice = 0
  for (const app of apps) {
    const told = await app.tellings()
    const sids = ended.map(({ entries }) => sidOf(entries.find((entry) => entry.app === app)!.tokens))
    // The reset before the deaths ended one more login at each app.
    expect(told.size).toBe(sids.length + 1)
    for (const sid of sids) expect([sid, [1, 2].includes(told.get(sid) ?? 0)]).toEqual([sid, true])
    twice += [...told.values()].filter((count) => count > 1).length
  }
  tell(
    `kill -9 amid resets, ${APPS} apps each`,
    `${DEATHS} deaths, ${ended.length + untouched.length} resets, ${unanswered} without an answer`,
    `${ended.length} whole, ${untouched.length} not begun, 0 half done`,
    `${ended.length * APPS} logins at apps ended, ${twice} of them told twice`,
  )
  for (const app of apps) await app.away()
  await sql.end()
  await site.stop()
  await database.drop()
})

/** A person who is logged in to every app, and has been emailed a link to reset the password. */
async function enteredBy(site: Site, apps: ToldApp[]): Promise<Entered> {
  const [person, browser] = [await aMember(site.url), appBrowser(site.url)]
  await browser.logIn(person)
  const entries: Entered['entries'] = []
  for (const app of apps) entries.push({ app, tokens: await app.enter(browser) })
  return { person, browser, entries, token: await emailedReset(site.url, site.mailbox, person) }
}

function reset(site: string, token: string, new_password: string): Promise<Answer> {
  return ask(site, '/api/reset-password', { body: { token, new_password }, headers: fromAnywhere() })
}

/** For how many milliseconds after they were posted resets may be under way. */
async function timeOfReset(site: Site, { token }: Entered): Promise<number> {
  const { status, milliseconds } = await reset(site.url, token, aPassword())
  expect(status).toBe(200)
  return (AT_ONCE + 1) * milliseconds
}

const all = (statuses: number) => Array(APPS).fill(statuses).join()

/** Whether the reset has happened, by what its owner, their browser and their apps see; otherwise what they see. */
async function endOf(site: string, sql: Sql, { person, browser, entries }: Entered, password: string) {
  const [row] = await sql`select id from users where email = ${person.email}`
  const [rows] = await sql`select
    (select count(*)::int from logout_notices where sub = ${row!.id}) as notices,
    (select count(*)::int from app_logins join sessions on id = session_id where user_id = ${row!.id}) as logins,
    (select count(*) > 0 from provider_records where user_id = ${row!.id}) as records`
  const answers = await Promise.all(entries.flatMap(({ app, tokens }) => [app.userinfo(tokens), app.renew(tokens)]))
  const seen = {
    ...rows,
    browser: await browser.status('/api/me'),
    old: (await logsIn(site, person)).answer.status,
    next: (await logsIn(site, { ...person, password })).answer.status,
    userinfo: answers
      .filter((_, index) => index % 2 === 0)
      .map(({ status }) => status)
      .join(),
    renewed: answers
      .filter((_, index) => index % 2 === 1)
      .map(({ status }) => status)
      .join(),
  }
  const nothing = { notices: 0, logins: APPS, records: true, browser: 200, old: 200, next: 401 }
  const everything = { notices: APPS, logins: 0, records: false, browser: 401, old: 401, next: 200 }
  const text = JSON.stringify(seen)
  if (text === JSON.stringify({ ...nothing, userinfo: all(200), renewed: all(200) })) return 'nothing'
  if (text === JSON.stringify({ ...everything, userinfo: all(401), renewed: all(400) })) return 'everything'
  return text
}
