import type { APIRequestContext } from 'playwright/test'
import { everyday, onPostgres } from '../support/needs'
import { plugIn } from '../support/servers/database-cable'
import { startSite } from '../support/servers/site'
import { freshDatabase } from '../support/servers/test-database'
import { registerQuickly } from '../support/steps/open-account'
import { aPerson } from '../support/steps/person'
import { expect, test } from '../support/test'

const METRICS_TOKEN = 'canary-metrics-token-0451'
const authorization = `Bearer ${METRICS_TOKEN}`

test.use({ environment: { METRICS_TOKEN } })

test('only callers with the token see the metrics', { tag: everyday }, async ({ request }) => {
  const guesses = ['', METRICS_TOKEN, `Bearer ${METRICS_TOKEN}x`, `Bearer ${METRICS_TOKEN.slice(1)}`, 'Bearer ']
  for (const guess of guesses) {
    const answer = await request.get('/metrics', { headers: guess ? { authorization: guess } : {} })
    expect([answer.status(), (await answer.json()).code, answer.headers()['www-authenticate']]).toEqual([
      401,
      'unauthenticated',
      'Bearer',
    ])
  }
  const answer = await request.get('/metrics?name=x', { headers: { authorization } })
  expect([answer.status(), answer.headers()['content-type'], answer.headers()['cache-control']]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    'no-store',
  ])
})

test('logins, requests and emails are counted, and nobody is named [I4]', { tag: everyday }, async ({
  request,
  site,
  mailbox,
}) => {
  const person = { ...aPerson(), password: 'canary-Secret-0451' }
  await registerQuickly(request, person)
  const before = await scrape(request)
  await request.post('/api/login', { data: { ...person, password: 'canary-Wrong-0451' } })
  await request.post('/api/login', { data: person })
  await request.get(`/canary-path-0451/${person.email}`)
  await request.get('/api/sessions/canary-id-0451')
  await request.post('/api/forgot-password', { data: person })
  await mailbox.waitFor(person.email, { subject: /reset/i })
  await expect
    .poll(async () => (await scrape(request)).of('email_attempts_total{kind="reset-password",outcome="sent"}'))
    .toBe(1)

  const after = await scrape(request)
  const rise = (series: string) => (after.of(series) ?? 0) - (before.of(series) ?? 0)
  expect(rise('events_total{event="login"}')).toBe(1)
  expect(rise('events_total{event="login.refused"}')).toBe(1)
  expect(rise('http_requests_total{method="POST",route="/api/login",status="200"}')).toBe(1)
  expect(rise('http_requests_total{method="POST",route="/api/login",status="401"}')).toBe(1)
  expect(rise('http_request_duration_seconds_count{method="POST",route="/api/login"}')).toBe(2)
  expect(rise('http_request_duration_seconds_sum{method="POST",route="/api/login"}')).toBeGreaterThan(0.05)
  expect(rise('http_requests_total{method="GET",route="unknown",status="404"}')).toBe(1)
  expect(after.of('http_requests_total{method="GET",route="/api/sessions/[id]",status="405"}')).toBe(1)
  expect(after.of('database_connections_max')).toBeGreaterThan(0)
  expect(rise('database_calls_total{outcome="answered"}')).toBeGreaterThan(3)
  expect(after.of('hashes_refused_total')).toBe(0)
  expect(after.of('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
  expect(after.text).not.toMatch(/canary|@/)
  for (const secret of [person.email, person.phone_number, person.last_name]) expect(after.text).not.toContain(secret)
  expect(site.log().join('\n')).not.toContain(METRICS_TOKEN)
})

test('an email that cannot be sent is shown as waiting, with its age', async ({ request, mailbox }) => {
  mailbox.refuse(421)
  await registerQuickly(request, aPerson())
  await expect
    .poll(async () => (await scrape(request)).of('outbox_emails{kind="welcome",state="later"}'), { timeout: 15_000 })
    .toBe(1)
  expect((await scrape(request)).of('outbox_oldest_seconds')).toBeGreaterThan(0)
  // The attempt is counted once its row is written, which the scrape above may have seen first.
  await expect
    .poll(async () => (await scrape(request)).of('email_attempts_total{kind="welcome",outcome="postponed"}'))
    .toBeGreaterThan(0)
})

test('while the database is unavailable, the other metrics arrive in time, and those of the outbox are absent [J1 I4]', {
  tag: onPostgres,
}, async ({ request }) => {
  const database = await freshDatabase()
  const cable = await plugIn(new URL(database.url))
  const site = await startSite({ databaseUrl: cable.url, environment: { METRICS_TOKEN } })
  expect((await scrape(request, site.url)).of('outbox_oldest_seconds')).toBe(0)
  for (const fault of ['hang', 'pull'] as const) {
    cable[fault]()
    await expect
      .poll(async () => (await scrape(request, site.url)).of('outbox_oldest_seconds'), { timeout: 15_000 })
      .toBeUndefined()
    const begun = Date.now()
    const { of, text } = await scrape(request, site.url)
    expect(Date.now() - begun).toBeLessThan(7_000)
    expect(text).not.toMatch(/^rekey_outbox/m)
    expect(of('hashes_waiting')).toBe(0)
  }
  await expect
    .poll(async () => (await scrape(request, site.url)).of('database_calls_total{outcome="unavailable"}'), {
      timeout: 15_000,
    })
    .toBeGreaterThan(0)
  await site.stop()
  cable.pull()
  await database.drop()
})

async function scrape(request: APIRequestContext, site = '') {
  const answer = await request.get(`${site}/metrics`, { headers: { authorization } })
  expect(answer.status()).toBe(200)
  const text = await answer.text()
  const values = new Map(
    [...text.matchAll(/^rekey_(\S+) (\S+)$/gm)].map(([, series, value]) => [series, Number(value)]),
  )
  /** The value of a series; undefined if there is none. */
  return { text, of: (series: string) => values.get(series) }
}
