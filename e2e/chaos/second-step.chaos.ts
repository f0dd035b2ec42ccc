import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import postgres from 'postgres'
import { appCode } from '../support/app-code'
import { freshDatabase } from '../support/servers/test-database'
import { aPerson, type Person } from '../support/steps/person'
import { chance } from './support/chance'
import { fromAnywhere, startChaosSite } from './support/chaos-site'
import { quantile, tell } from './support/figures'
import { needsPostgres } from './support/needs-of-machine'
import { type Answer, ask } from './support/traffic/ask-in-time'
import { insist } from './support/traffic/insist'
import { load } from './support/traffic/steady-load'

const DEATHS = 25
/** Turning two-step login on and off again. */
const CHANGES = 2
const WRONG_CODES = 10_000
const AT_ONCE = 40

test(`${DEATHS} times kill -9 while two-step login is turned on and off: never on without codes, never codes without it [M38]`, async () => {
  needsPostgres()
  const database = await freshDatabase()
  const site = await startChaosSite({ databaseUrl: database.url })
  const sql = postgres(database.url, { max: 1 })
  const random = chance('two-step login')
  let [changed, ended] = [0, false]
  const people = load(4, async () => {
    if (ended) return
    const person = aPerson()
    await insist(site.url, '/api/register', person)
    await sql`update users set email_verified_at = now() where email = ${person.email}`
    let answered = CHANGES
    // Whose answer was lost may not get on with this account.
    for (; !ended && answered === CHANGES; changed += answered) answered = await turnOnAndOff(site.url, person)
  })
  for (let death = 0; death < DEATHS; death++) {
    const enough = changed + random.between(1, 8)
    while (changed < enough) await pause(10)
    await site.halt('SIGKILL')
    await site.restart()
  }
  ended = true
  await people.stop()
  const [faults] = await sql`
    select count(*) filter (where two_step_at is not null and (apps = 0 or codes = 0))::int as on_without,
      count(*) filter (where two_step_at is null and apps + codes > 0)::int as off_with
    from users, lateral (select
      (select count(*) from authenticator_apps where user_id = users.id and set_up_at is not null) as apps,
      (select count(*) from recovery_codes where user_id = users.id) as codes) factors`
  expect(faults).toEqual({ on_without: 0, off_with: 0 })
  tell('kill -9 during changes of two-step login', `${DEATHS} deaths, ${changed} changes, none half done`)
  await sql.end()
  await site.stop()
  await database.drop()
})

test(`${WRONG_CODES} wrong codes leave no rows, and most are refused before they are checked [M37]`, async () => {
  needsPostgres()
  const database = await freshDatabase()
  const site = await startChaosSite({ databaseUrl: database.url, environment: { RATE_LIMITS: 'on' } })
  const sql = postgres(database.url, { max: 1 })
  const person = aPerson()
  await insist(site.url, '/api/register', person)
  await sql`update users set email_verified_at = now() where email = ${person.email}`
  await turnOn(site.url, person)
  const rows = () => sql`select (select count(*) from events) + (select count(*) from emails) as count`
  const { login_token } = JSON.parse((await insist(site.url, '/api/login', person)).text)
  const [before] = await rows()
  const answers: Answer[] = []
  let sent = 0
  const attacker = async () => {
    for (; sent < WRONG_CODES; sent++) {
      const body = { login_token, code: String(sent).padStart(6, '0') }
      answers.push(await ask(site.url, '/api/login/second-step', { body, headers: fromAnywhere() }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, attacker))
  const [after] = await rows()
  const count = (status: number) => answers.filter((answer) => answer.status === status).length
  tell(
    `${WRONG_CODES} wrong codes, ${AT_ONCE} at once`,
    `${count(403)} checked, the others refused`,
    `p99 ${quantile(
      answers.map(({ milliseconds }) => milliseconds),
      0.99,
    ).toFixed()} ms`,
  )
  expect(count(403)).toBeLessThanOrEqual(5)
  expect(count(403) + count(400) + count(429)).toBe(answers.length)
  // The event and the email of five wrong codes.
  expect(Number(after!.count) - Number(before!.count)).toBeLessThanOrEqual(2)
  await sql.end()
  await site.stop()
  await database.drop()
})

/** Returns how many changes were answered. */
async function turnOnAndOff(site: string, person: Person): Promise<number> {
  const app = await turnOn(site, person)
  if (!app) return 0
  const { access_token, secret } = app
  const headers = { authorization: `Bearer ${access_token}` }
  // The code of the next time step, because that of this one has finished the setup.
  const body = { current_password: person.password, code: appCode(secret, undefined, 1) }
  const off = await ask(site, '/api/two-step', { method: 'DELETE', body, headers })
  return off.status === 204 ? CHANGES : 1
}

/** Undefined if the account has two-step login already, because an answer was lost. */
async function turnOn(site: string, { email, password }: Person) {
  const login = await insist(site, '/api/login', { email, password })
  if (login.status !== 200) return undefined
  const { access_token } = JSON.parse(login.text)
  const headers = { authorization: `Bearer ${access_token}` }
  const begun = await ask(site, '/api/authenticator-app', { body: { current_password: password }, headers })
  if (begun.status !== 201) return undefined
  const { secret } = JSON.parse(begun.text)
  const finished = await ask(site, '/api/authenticator-app/finish', { body: { code: appCode(secret) }, headers })
  return finished.status === 200 ? { access_token, secret } : undefined
}
