import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import postgres, { type Sql } from 'postgres'
import { appCode } from '../support/app-code'
import { freshDatabase } from '../support/servers/test-database'
import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { aPerson, type Person } from '../support/steps/person'
import { chance } from './support/chance'
import { startChaosSite } from './support/chaos-site'
import { tell } from './support/figures'
import { needsPostgres } from './support/needs-of-machine'
import { ask } from './support/traffic/ask-in-time'
import { insist } from './support/traffic/insist'

const DEATHS = 12
const ACCOUNTS = 72
const AT_ONCE = 4

type Site = Awaited<ReturnType<typeof startChaosSite>>

test(`${DEATHS} times kill -9 while “This wasn’t me” is pressed: every second factor works, is suspended or is back, whole [M26, M38]`, async () => {
  needsPostgres()
  const database = await freshDatabase()
  const site = await startChaosSite({ databaseUrl: database.url })
  const sql = postgres(database.url, { max: 1 })
  const tokens: string[] = []
  const owners = Array.from({ length: ACCOUNTS }, aPerson)
  await eachOf(owners, async (person) => void tokens.push(await hijacked(site, sql, person)))

  const random = chance('this was not me')
  let [pressed, repeated] = [0, 0]
  const presses = eachOf(tokens, async (token) => {
    const answer = await insist(site.url, '/api/not-me', { token })
    pressed += 1
    // It was done before the answer got lost.
    if (answer.code === 'link-used') repeated += 1
    else expect(answer.status).toBe(200)
  })
  for (let death = 0; death < DEATHS; death++) {
    const enough = Math.min(ACCOUNTS, pressed + 3)
    while (pressed < enough) await pause(2)
    await pause(random.between(0, 30))
    await site.halt('SIGKILL')
    await site.restart()
  }
  await presses
  const [state, ...others] = await sql`
    select distinct password_hash = '!' as locked, two_step_at < now() - interval '1 hour' as on_since_then,
      factors_suspended_at is not null as noted, factors.*
    from users, lateral (select
      (select count(*)::int from sessions where user_id = users.id) as sessions,
      (select count(*)::int from authenticator_apps where user_id = users.id) as apps,
      (select count(*)::int from authenticator_apps
        where user_id = users.id and set_up_at < now() - interval '1 hour') as older_apps,
      (select count(*)::int from recovery_codes
        where user_id = users.id and created_at < now() - interval '1 hour') as older_codes,
      (select count(*)::int from recovery_codes where user_id = users.id) as codes,
      (select string_agg(kind || case when suspended_at is null then ' removed' else ' suspended' end, ', ' order by kind)
        from set_aside_factors where user_id = users.id) as aside,
      (select string_agg(type, ', ' order by type) from events
        where user_id = users.id and type ~ '(suspended|restored|not-me)$') as told) factors`
  expect(others).toEqual([])
  expect(state).toEqual({
    ...{ locked: true, on_since_then: true, noted: true, sessions: 0 },
    ...{ apps: 1, older_apps: 1, codes: 10, older_codes: 10 },
    aside: 'authenticator-app suspended, recovery-codes suspended',
    told: [
      ...['authenticator-app-restored', 'authenticator-app-suspended', 'not-me'],
      ...['recovery-codes-restored', 'recovery-codes-suspended'],
    ].join(', '),
  })
  tell(
    'kill -9 during “This wasn’t me”',
    `${DEATHS} deaths, ${pressed} presses, ${repeated} answers lost, none half done`,
  )
  await sql.end()
  await site.stop()
  await database.drop()
})

async function eachOf<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** An account whose app and codes a stranger has replaced; returns the token of the notice of that. */
async function hijacked({ url, mailbox }: Site, sql: Sql, person: Person): Promise<string> {
  const { email, password: current_password } = person
  await insist(url, '/api/register', person)
  await sql`update users set email_verified_at = now() where email = ${email}`
  const { access_token } = JSON.parse((await insist(url, '/api/login', { email, password: current_password })).text)
  const post = async (path: string, body: object) => {
    const answer = await ask(url, path, { body, headers: { authorization: `Bearer ${access_token}` } })
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300)
    return JSON.parse(answer.text)
  }
  const { secret } = await post('/api/authenticator-app', { current_password })
  await post('/api/authenticator-app/finish', { code: appCode(secret) })
  const longAgo = sql`now() - interval '2 hours'`
  const [owner] = await sql`update users set two_step_at = ${longAgo} where email = ${email} returning id`
  await sql`update authenticator_apps set set_up_at = ${longAgo} where user_id = ${owner!.id}`
  await sql`update recovery_codes set created_at = ${longAgo} where user_id = ${owner!.id}`

  const confirmed = { current_password, code: appCode(secret, undefined, 1) }
  const { confirmation } = await post('/api/confirm', confirmed)
  const { secret: theirs } = await post('/api/authenticator-app', { confirmation })
  await post('/api/authenticator-app/finish', { code: appCode(theirs) })
  await post('/api/recovery-codes', { confirmation })
  return tokenIn(linkInEmail('/not-me', await mailbox.waitFor(email, { subject: /new authenticator app/i })))
}
