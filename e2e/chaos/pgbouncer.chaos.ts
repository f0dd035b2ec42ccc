import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import type { Site } from '../support/servers/site'
import { linkIn, type Mailbox, startMailbox } from '../support/servers/smtp-mailbox'
import { freshDatabase } from '../support/servers/test-database'
import { tokenIn } from '../support/steps/link-in-email'
import { aPassword, aPerson, type Person } from '../support/steps/person'
import { startChaosSite } from './support/chaos-site'
import { tell } from './support/figures'
import { needs, needsPostgres } from './support/needs-of-machine'
import { startPgBouncer } from './support/pgbouncer'
import { placeOf } from './support/program'
import { ask } from './support/traffic/ask-in-time'

const SERVER_CONNECTIONS = 3
const PEOPLE = 24
/** The settings that two instances of one site share. */
const environment = {
  APP_URL: 'http://localhost:3000',
  AUTH_SECRET: 'of-two-instances-0123456789-abcdefghij',
}

for (const [how, ignored] of [
  ['that refuses settings it does not know', ''],
  ['that ignores them', 'statement_timeout,idle_in_transaction_session_timeout'],
] as const) {
  test(`two instances serve many people over a few connections of a PgBouncer in transaction mode ${how} [J8]`, async () => {
    needsPostgres()
    needs('pgbouncer', placeOf('pgbouncer') !== undefined)
    const [database, mailbox] = [await freshDatabase(), await startMailbox()]
    const bouncer = await startPgBouncer(database.url, { serverConnections: SERVER_CONNECTIONS, ignored })
    const together = { databaseUrl: bouncer.url, mailbox, environment }
    const instances = await Promise.all([startChaosSite(together), startChaosSite(together)])

    const began = performance.now()
    const people = Array.from({ length: PEOPLE }, aPerson)
    await Promise.all(people.map((person, index) => journey(person, instances, index, mailbox)))
    const seconds = (performance.now() - began) / 1000
    tell(
      `PgBouncer ${how}`,
      `${PEOPLE} people at once registered, logged in, reset and logged in over ${SERVER_CONNECTIONS} connections`,
      `${seconds.toFixed(1)} s`,
    )
    // Each once: the welcome email, the link, and notices of the reset and of two logins from a new device.
    await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(PEOPLE * 5)
    await pause(1_000)
    expect(mailbox.mails).toHaveLength(PEOPLE * 5)
    for (const instance of instances) expect(instance.log().filter((line) => line.includes('"level":50'))).toEqual([])
    await Promise.all(instances.map((instance) => instance.stop()))
    await bouncer.stop()
    await mailbox.stop()
    await database.drop()
  })
}

/** Alternates between the instances with each step. */
async function journey(person: Person, instances: Site[], first: number, mailbox: Mailbox): Promise<void> {
  let step = first
  const post = async (path: string, body: object) => {
    const answer = await ask(instances[step++ % 2]!.url, path, { body })
    return [path, answer.status, answer.code]
  }
  expect(await post('/api/register', person)).toEqual(['/api/register', 201, undefined])
  expect(await post('/api/login', person)).toEqual(['/api/login', 200, undefined])
  expect(await post('/api/forgot-password', person)).toEqual(['/api/forgot-password', 202, undefined])
  const token = tokenIn(linkIn(await mailbox.waitFor(person.email, { subject: /reset/i })))
  const password = aPassword()
  const reset = await post('/api/reset-password', { token, new_password: password })
  expect(reset).toEqual(['/api/reset-password', 200, undefined])
  expect(await post('/api/login', person)).toEqual(['/api/login', 401, 'invalid-credentials'])
  expect(await post('/api/login', { ...person, password })).toEqual(['/api/login', 200, undefined])
}
