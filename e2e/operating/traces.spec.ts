import { freePort } from '../support/servers/free-port'
import { startSite } from '../support/servers/site'
import { linkIn } from '../support/servers/smtp-mailbox'
import { startCollector } from '../support/servers/trace-collector'
import { aPerson } from '../support/steps/person'
import { expect, test } from '../support/test'

const canary = 'canary-Secret-0451'

test('a trace shows where the time of a request went, and no trace contains a person or a link [I2 I4]', async ({
  request,
}) => {
  const collector = await startCollector()
  const site = await startSite({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` } })
  const person = { ...aPerson(), password: canary }
  await request.post(`${site.url}/api/register`, { data: person })
  const { access_token } = await (await request.post(`${site.url}/api/login`, { data: person })).json()
  await request.post(`${site.url}/api/login`, { data: { ...person, email: `${canary}@` } })
  await request.get(`${site.url}/api/me`, { headers: { authorization: `Bearer ${access_token}` } })
  await request.delete(`${site.url}/api/sessions/${canary}`, { headers: { authorization: `Bearer ${access_token}` } })
  await request.post(`${site.url}/api/forgot-password`, { data: person })
  const link = linkIn(await site.mailbox.waitFor(person.email, { subject: /reset/i }))
  const token = new URL(link).searchParams.get('token')!
  await request.get(link)
  await request.get(`${site.url}/${canary}?email=${person.email}&token=${token}`)
  await request.get(`${site.url}/login?password=${canary}`, { headers: { RSC: '1' } })

  const login = await collector.waitFor('POST /api/login')
  expect([login.service, login.attributes['http.route']]).toEqual(['rekey', '/api/login'])
  const names = collector.traceOf(login).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['hash waits', 'hash runs', 'database query', 'database transaction']))
  const statements = collector.spans.flatMap(({ events }) => events.map(({ attributes }) => attributes))
  expect(statements).toContainEqual({ 'db.query.summary': 'select users' })
  expect(statements).toContainEqual({ 'db.query.summary': 'insert sessions' })
  await collector.waitFor('GET /reset-password')
  const email = await collector.waitFor('email')
  expect(email.parentId).toBe('')
  expect(collector.childrenOf(email).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['email sending', 'database query']),
  )
  // The span of a later request arrives only after all earlier ones.
  await request.get(`${site.url}/healthz`)
  await collector.waitFor('GET /healthz')

  const secrets = [canary, token, access_token, person.email, person.phone_number, person.last_name, 'token=']
  for (const secret of secrets) expect([secret, collector.words().includes(secret)]).toEqual([secret, false])
  expect(JSON.stringify(collector.spans)).not.toContain('?')
  await site.stop()
  await collector.stop()
})

test('traces that are not sent yet when the site is stopped are sent first, under the configured name', async () => {
  const collector = await startCollector()
  const environment = {
    NODE_DEBUG: 'esm',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: 'accounts',
  }
  const site = await startSite({ environment })
  await fetch(`${site.url}/login`)
  await site.halt()
  expect(site.exitCode()).toBe(0)
  expect(collector.spans.find(({ name }) => name === 'GET /login')?.service).toBe('accounts')
  expect(loadedSdk(site.log())).toBeGreaterThan(0)
  await site.stop()
  await collector.stop()
})

test('a collector that hangs or is unavailable slows nothing down and does not delay stopping', async ({ request }) => {
  const collector = await startCollector({ hangs: true })
  const endpoints = [collector.url, `http://127.0.0.1:${await freePort()}`]
  const attempts = endpoints.map(async (endpoint) => {
    const site = await startSite({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } })
    const person = aPerson()
    expect((await request.post(`${site.url}/api/register`, { data: person })).status()).toBe(201)
    // Fifty requests are faster than they could be if each of them waited for the collector.
    const begun = Date.now()
    for (let round = 0; round < 50; round++) await (await fetch(`${site.url}/healthz`)).text()
    expect(Date.now() - begun).toBeLessThan(20_000)
    await site.mailbox.waitFor(person.email)
    const told = () => site.log().filter((line) => line.includes('"event":"traces.lost"'))
    if (endpoint !== collector.url) {
      await expect.poll(told, { timeout: 20_000 }).toHaveLength(1)
      expect(told()[0]).toMatch(/"error":"[^"{]*ECONNREFUSED[^"{]*"/)
    }
    await site.halt()
    expect(site.exitCode()).toBe(0)
    await site.stop()
  })
  await Promise.all(attempts)
  expect(collector.asked()).toBeGreaterThan(0)
  await collector.stop()
})

test('without an endpoint nothing of the SDK is loaded', async () => {
  const site = await startSite({ environment: { NODE_DEBUG: 'esm' } })
  await fetch(`${site.url}/login`)
  expect(site.log().filter((line) => /Storing .*\/dist\/server\//.test(line)).length).toBeGreaterThan(0)
  expect(loadedSdk(site.log())).toBe(0)
  await site.stop()
})

/** How often a site has loaded the file with the SDK, according to NODE_DEBUG=esm. */
function loadedSdk(log: readonly string[]): number {
  return log.filter((line) => /Storing .*\/dist\/server\/open-tracing-\w+\.mjs/.test(line)).length
}
