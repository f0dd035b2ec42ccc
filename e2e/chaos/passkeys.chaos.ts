import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import postgres, { type Sql } from 'postgres'
import { type Authenticator, softwareAuthenticator } from '../support/authenticator'
import { freshDatabase } from '../support/servers/test-database'
import { aPerson, type Person } from '../support/steps/person'
import { chance } from './support/chance'
import { fromAnywhere, startChaosSite } from './support/chaos-site'
import { quantile, tell } from './support/figures'
import { needsPostgres } from './support/needs-of-machine'
import { type Answer, ask } from './support/traffic/ask-in-time'
import { insist } from './support/traffic/insist'
import { load } from './support/traffic/steady-load'

const DEATHS = 10
/** Adding a passkey, turning two-step login on and off with it, and removing it. */
const CHANGES = 4
const FORGED = 10_000
const AT_ONCE = 40

type Owner = { site: string; person: Person; access_token: string }

test(`${DEATHS} times kill -9 while passkeys are added, used and removed: each change happens completely or not at all [M38]`, async () => {
  needsPostgres()
  const database = await freshDatabase()
  const site = await startChaosSite({ databaseUrl: database.url })
  const sql = postgres(database.url, { max: 1 })
  const random = chance('passkeys')
  let [changed, ended] = [0, false]
  const people = load(4, async () => {
    if (ended) return
    const owner = await anOwner(site.url, sql)
    let answered = CHANGES
    // After an answer was lost, the next change of this account may be refused.
    for (; !ended && answered === CHANGES; changed += answered) answered = await changeAll(owner)
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
    select count(*) filter (where two_step_at is not null and (keys = 0 or codes = 0))::int as on_without,
      count(*) filter (where two_step_at is null and codes > 0)::int as off_with,
      count(*) filter (where keys <> added - removed)::int as untold,
      count(*) filter (where told <> changes)::int as not_emailed
    from users, lateral (select
      (select count(*) from passkeys where user_id = users.id) as keys,
      (select count(*) from recovery_codes where user_id = users.id) as codes,
      (select count(*) from events where user_id = users.id and type = 'passkey-added') as added,
      (select count(*) from events where user_id = users.id and type = 'passkey-removed') as removed,
      (select count(*) from events where user_id = users.id and type in
        ('passkey-added', 'passkey-removed', 'two-step-on', 'two-step-off')) as changes,
      (select count(*) from emails where user_id = users.id and kind = 'second-factor-changed') as told) factors`
  expect(faults).toEqual({ on_without: 0, off_with: 0, untold: 0, not_emailed: 0 })
  tell('kill -9 during changes of passkeys', `${DEATHS} deaths, ${changed} changes, none half done`)
  await sql.end()
  await site.stop()
  await database.drop()
})

test(`${FORGED} forged passkeys log nobody in and leave no rows [M37]`, async () => {
  needsPostgres()
  const database = await freshDatabase()
  const site = await startChaosSite({ databaseUrl: database.url, environment: { RATE_LIMITS: 'on' } })
  const sql = postgres(database.url, { max: 1 })
  const owner = await anOwner(site.url, sql)
  const device = softwareAuthenticator({ origin: site.url })
  expect((await addPasskey(owner, device)).status).toBe(201)
  const rows = () => sql`select (select count(*) from events) + (select count(*) from emails)
    + (select count(*) from sessions) + (select count(*) from spent_challenges) as count`
  const { options } = JSON.parse((await insist(site.url, '/api/login/passkey/options', {})).text)
  const [before] = await rows()
  const answers: Answer[] = []
  let sent = 0
  const attacker = async () => {
    while (sent < FORGED) {
      const credential = forged(device, options, sent++)
      answers.push(await ask(site.url, '/api/login/passkey', { body: { credential }, headers: fromAnywhere() }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, attacker))
  const [after] = await rows()
  const slowest = quantile(
    answers.map(({ milliseconds }) => milliseconds),
    0.99,
  )
  const unknown = answers.filter(({ code }) => code === 'passkey-unknown').length
  tell(`${FORGED} forged passkeys, ${AT_ONCE} at once`, `${unknown} unknown`, `p99 ${slowest.toFixed()} ms`)
  expect(answers.filter(({ status }) => status !== 403 && status !== 429)).toEqual([])
  expect(after).toEqual(before)
  // The right passkey still gets in.
  const right = await insist(site.url, '/api/login/passkey', { credential: device.get(options) })
  expect(right.status).toBe(200)
  await sql.end()
  await site.stop()
  await database.drop()
})

/** One of a few wrong answers: to no challenge of ours, of an unknown passkey, with a wrong signature, no fingerprint or another site. */
function forged(device: Authenticator, options: { challenge: string }, turn: number) {
  const faults = [
    { challenge: randomBytes(54).toString('base64url') },
    { id: randomBytes(16).toString('base64url') },
    { wrongKey: true },
    { userVerified: false },
    { origin: 'https://evil.test' },
  ]
  return device.get(options, faults[turn % faults.length])
}

async function anOwner(site: string, sql: Sql): Promise<Owner> {
  const person = aPerson()
  await insist(site, '/api/register', person)
  await sql`update users set email_verified_at = now() where email = ${person.email}`
  const { email, password } = person
  const { access_token } = JSON.parse((await insist(site, '/api/login', { email, password })).text)
  return { site, person, access_token }
}

/** Returns how many changes were answered. */
async function changeAll(owner: Owner): Promise<number> {
  const device = softwareAuthenticator({ origin: owner.site })
  const added = await addPasskey(owner, device)
  if (added.status !== 201) return 0
  const { id } = JSON.parse(added.text).passkey
  if ((await confirmed(owner, device, 'PUT', '/api/two-step')) !== 200) return 1
  if ((await confirmed(owner, device, 'DELETE', '/api/two-step')) !== 204) return 2
  return (await confirmed(owner, device, 'DELETE', `/api/passkeys/${id}`)) === 204 ? CHANGES : 3
}

async function addPasskey({ site, person, access_token }: Owner, device: Authenticator): Promise<Answer> {
  const headers = { authorization: `Bearer ${access_token}` }
  const body = { current_password: person.password }
  const asked = await ask(site, '/api/passkeys/options', { body, headers })
  if (asked.status !== 200) return asked
  const credential = device.create(JSON.parse(asked.text).options)
  return ask(site, '/api/passkeys', { body: { credential }, headers })
}

/** Makes a change that the passkey confirms; returns the status of the answer. */
async function confirmed({ site, access_token }: Owner, device: Authenticator, method: string, path: string) {
  const headers = { authorization: `Bearer ${access_token}` }
  const asked = await ask(site, '/api/confirm/options', { body: {}, headers })
  if (asked.status !== 200) return asked.status
  const credential = device.get(JSON.parse(asked.text).options)
  return (await ask(site, path, { method, body: { credential }, headers })).status
}
