import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { expect, test } from 'playwright/test'
import postgres, { type Sql } from 'postgres'
import { runCommand } from '../support/apps/an-app'
import type { Site } from '../support/servers/site'
import { startMailbox } from '../support/servers/smtp-mailbox'
import { freshDatabase } from '../support/servers/test-database'
import { startChaosSite } from './support/chaos-site'
import { quantile, tell } from './support/figures'
import { needsPostgres } from './support/needs-of-machine'
import { aMember } from './support/people'
import { startProxy } from './support/proxy'
import { startToldApp, type Tokens, tokensIn } from './support/told-app'
import { appBrowser } from './support/traffic/app-browser'
import { load } from './support/traffic/steady-load'

const CLIENTS = 4
/** Longer than a process goes on with the keys that it has read. */
const UNTIL_READ = { timeout: 90_000, intervals: [500] }

test('no login is refused and no token unverifiable while two instances replace their signing keys under load [P23]', async () => {
  // Each instance reads the keys once a minute, and four times both must have.
  test.setTimeout(7 * 60_000)
  needsPostgres()
  const database = await freshDatabase()
  const mailbox = await startMailbox()
  const instances: Site[] = []
  const proxy = await startProxy(() => instances.map(({ url }) => url))
  const environment = { PROVIDER: 'on', APP_URL: proxy.url, AUTH_SECRET: 'of-two-instances-0123456789-abcdefghij' }
  for (let n = 0; n < 2; n++) instances.push(await startChaosSite({ databaseUrl: database.url, mailbox, environment }))
  const sql = postgres(database.url, { max: 1 })
  const app = await startToldApp(instances[0]!, 'Wiki')
  const rules = { issuer: proxy.url, audience: app.id }
  /** Fetches the keys again when it meets an unknown one, as most apps do. */
  const fetching = createRemoteJWKSet(new URL(`${proxy.url}/oauth/jwks`), { cooldownDuration: 0 })
  /** Keeps the keys for a day whatever it meets, the longest that Rekey allows for. */
  let keeping: ReturnType<typeof createLocalJWKSet> | undefined = createLocalJWKSet(await jwksOf(instances[0]!))

  const [faults, times, issued]: [string[], number[], string[]] = [[], [], []]
  const kids = new Set<string>()
  async function verify({ id_token }: Tokens): Promise<void> {
    const kept = keeping
    await jwtVerify(id_token, fetching, rules)
    if (kept && kept === keeping) await jwtVerify(id_token, kept, rules)
    issued.push(id_token)
    kids.add(kidOf(id_token))
  }
  const browsers = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const browser = appBrowser(proxy.url)
      await browser.logIn(await aMember(proxy.url))
      return browser
    }),
  )
  const watched = await app.enter(browsers[0]!)
  const free = [...browsers]
  const people = load(CLIENTS, async () => {
    const browser = free.shift()!
    const begun = performance.now()
    try {
      const tokens = await app.enter(browser)
      await verify(tokens)
      expect((await app.userinfo(tokens)).status).toBe(200)
      await verify(tokensIn(await app.renew(tokens)))
    } catch (error) {
      faults.push(`${new Date().toISOString()} ${(error as Error).message}`)
    }
    times.push(performance.now() - begun)
    free.push(browser)
  })
  const readers = load(1, async () => {
    for (const instance of instances) expect((await jwksOf(instance)).keys.length).toBeGreaterThan(1)
  })

  const rotate = (...words: string[]) =>
    runCommand<{ made: string[] }>(instances[0]!, ['keys', 'rotate', ...words]).then(({ made }) => made)
  const published = async (made: string[]) => {
    for (const instance of instances)
      await expect
        .poll(async () => (await jwksOf(instance)).keys.filter(({ kid }) => made.includes(kid!)).length, UNTIL_READ)
        .toBe(made.length)
  }
  let renewable = watched
  const signs = async (made: string[]) => {
    for (const { url } of instances)
      await expect
        .poll(async () => {
          renewable = tokensIn(await app.renew(renewable, url))
          return made.includes(kidOf(renewable.id_token))
        }, UNTIL_READ)
        .toBe(true)
  }

  const soon = await rotate()
  await published(soon)
  expect([...kids].filter((kid) => soon.includes(kid))).toEqual([])
  // Whoever keeps the keys for a day has fetched them again by the time when the new ones sign.
  keeping = createLocalJWKSet(await jwksOf(instances[1]!))
  await letPass(sql, '25 hours')
  await signs(soon)

  const now = await rotate('--now')
  // From here on, an app that keeps the old keys may refuse a login.
  keeping = undefined
  await published(now)
  await letPass(sql, '2 minutes')
  await signs(now)
  await people.stop()
  await readers.stop()

  expect(faults).toEqual([])
  expect(kids.size).toBe(3)
  for (const instance of instances) {
    const keys = createLocalJWKSet(await jwksOf(instance))
    // Those of the beginning are still valid, as its key is still published.
    for (const token of issued) await jwtVerify(token, keys, rules)
  }
  tell(
    'keys replaced under load by two instances',
    `${times.length} logins, each with a renewal: 0 refused`,
    `${issued.length} ID tokens with ${kids.size} keys: 0 unverifiable`,
    `p50 ${quantile(times, 0.5).toFixed()} ms, p99 ${quantile(times, 0.99).toFixed()} ms`,
  )
  await app.away()
  await sql.end()
  await Promise.all(instances.map((each) => each.stop()))
  await Promise.all([proxy.stop(), mailbox.stop()])
  await database.drop()
})

const kidOf = (token: string) => String(decodeProtectedHeader(token).kid)

async function jwksOf({ url }: Site): Promise<JSONWebKeySet> {
  return (await (await fetch(`${url}/oauth/jwks`)).json()) as JSONWebKeySet
}

/** As if so much time had passed for the keys, whose times are compared with the clock of the database. */
async function letPass(sql: Sql, time: string): Promise<void> {
  await sql`update signing_keys set created_at = created_at - ${time}::interval,
    signs_from = signs_from - ${time}::interval, published_until = published_until - ${time}::interval`
}
