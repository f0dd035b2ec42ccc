import { setTimeout as pause } from 'node:timers/promises'
import { chromium, expect, test } from 'playwright/test'
import { browserIsHere, browserLaunch, noBrowser } from '../support/pages/browser-launch'
import type { Site } from '../support/servers/site'
import { linkIn, type Mailbox, startMailbox } from '../support/servers/smtp-mailbox'
import { freshDatabase } from '../support/servers/test-database'
import {
  aPassword,
  aPerson,
  forgotPassword,
  login,
  type Person,
  register,
  resetPassword,
} from '../support/steps/person'
import { startChaosSite } from './support/chaos-site'
import { tell } from './support/figures'
import { type Front, type FrontName, prepareFront } from './support/front'
import { needs, needsPostgres } from './support/needs-of-machine'
import { placeOf } from './support/program'
import { ambiguous, honestPair, statusesOf } from './support/traffic/raw'
import { secureAsk } from './support/traffic/secure-ask'
import { load } from './support/traffic/steady-load'

const AUTH_SECRET = 'of-two-instances-0123456789-abcdefghij'

for (const name of ['haproxy', 'nginx'] as const) {
  test(`behind ${name} forms work over HTTPS, clients are identified, and no request hides another [L2, H7, H2]`, async () => {
    await behind(name, async ({ front, instances, mailbox }) => {
      const person = await walk(front, mailbox)
      await test.step('a client cannot change its IP address with X-Forwarded-For [H7]', async () => {
        const ask = secureAsk(front)
        for (const claimed of [[], ['6.6.6.6'], ['6.6.6.6, 127.0.0.9'], ['6.6.6.6', '7.7.7.7']]) {
          const headers = { 'x-forwarded-for': claimed, 'x-real-ip': '6.6.6.6', forwarded: 'for=6.6.6.6' }
          expect((await ask('/api/login', { body: person, headers })).status).toBe(200)
        }
        const logins = instances.flatMap((each) => each.log()).filter((line) => line.includes('"event":"login"'))
        expect(logins.length).toBeGreaterThan(4)
        for (const line of logins) expect(JSON.parse(line).ip).toBe('127.0.0.1')
      })
      const refused = await tryAmbiguous({ port: front.port, ca: front.certificate })
      await tryAmbiguous({ port: Number(new URL(instances[0].url).port) })
      tell(
        `behind ${name}`,
        `a journey over HTTPS`,
        `${refused} ambiguous requests refused by the proxy and by Rekey itself`,
      )
    })
  })
}

test('a rolling restart of two instances behind haproxy fails no request [J5]', async () => {
  await behind('haproxy', async ({ front, instances }) => {
    const ask = secureAsk(front)
    const answers: Awaited<ReturnType<typeof ask>>[] = []
    const clients = load(8, async () => {
      const person = aPerson()
      answers.push(await ask('/api/register', { body: person }), await ask('/login'))
      answers.push(await ask('/api/login', { body: person }), await ask('/healthz'))
    })
    for (const instance of instances) {
      await pause(2_000)
      await instance.halt('SIGTERM', 30)
      expect(instance.exitCode()).toBe(0)
      await instance.restart()
    }
    await pause(2_000)
    await clients.stop()
    const failed = answers.filter(({ status = 0 }) => status < 200 || status > 299)
    tell('a rolling restart behind haproxy', `${answers.length} requests`, `${failed.length} failed`)
    expect(failed.map(({ path, status, error, text }) => `${path} ${status ?? error} ${text.slice(0, 99)}`)).toEqual([])
    expect(answers.length).toBeGreaterThan(100)
  })
})

type Behind = { front: Front; instances: [Site, Site]; mailbox: Mailbox }

/** Two instances on one database, behind a TLS proxy. */
async function behind(name: FrontName, work: (parts: Behind) => Promise<void>): Promise<void> {
  needsPostgres()
  needs(`${name} and openssl`, placeOf(name) !== undefined && placeOf('openssl') !== undefined)
  const [front, database, mailbox] = [await prepareFront(name), await freshDatabase(), await startMailbox()]
  const environment = { APP_URL: front.url, AUTH_SECRET, TRUST_PROXY: '1', SHUTDOWN_DELAY: '3' }
  const together = { databaseUrl: database.url, mailbox, environment }
  const instances = await Promise.all([startChaosSite(together), startChaosSite(together)])
  const proxy = await front.start([instances[0].url, instances[1].url])
  try {
    await work({ front, instances, mailbox })
  } finally {
    await proxy.stop()
    await Promise.all(instances.map((each) => each.stop()))
    await mailbox.stop()
    await database.drop()
  }
}

/** Registers, logs in and resets the password in a browser over HTTPS. */
async function walk(front: Front, mailbox: Mailbox): Promise<Person> {
  const browser = browserIsHere() ? await chromium.launch(browserLaunch()) : noBrowser
  const context = await browser.newContext({ baseURL: front.url, ignoreHTTPSErrors: true })
  const page = await context.newPage()
  const [person, password] = [aPerson(), aPassword()]
  await register(page, person)
  await login(page, person)
  await expect(page).toHaveURL(/\/account$/)
  const cookies = await context.cookies()
  expect(cookies.find(({ name }) => name === '__Host-session')).toMatchObject({
    secure: true,
    httpOnly: true,
    path: '/',
  })
  expect(cookies.filter(({ name, secure }) => !secure || !name.startsWith('__'))).toEqual([])

  await context.clearCookies()
  await forgotPassword(page, person)
  const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
  expect(new URL(link).origin).toBe(front.url)
  await resetPassword(page, link, password)
  await login(page, { ...person, password })
  await expect(page).toHaveURL(/\/account$/)
  const answer = await page.request.get('/healthz')
  expect(answer.headers()['strict-transport-security']).toMatch(/^max-age=\d{8,}; includeSubDomains$/)
  const plain = await page.request.get(`${front.plainUrl}/login`, { maxRedirects: 0 })
  expect([plain.status(), plain.headers().location]).toEqual([308, expect.stringMatching(/^https:/)])
  await browser.close()
  return { ...person, password }
}

/** Each request is refused, and the request hidden in it gets no answer. */
async function tryAmbiguous(to: Parameters<typeof statusesOf>[1]): Promise<number> {
  expect(await statusesOf(honestPair, to)).toEqual([202, 200])
  const all = Object.entries(ambiguous)
  for (const [what, bytes] of all) {
    const statuses = await statusesOf(bytes, to)
    expect([what, statuses.filter((status) => status < 400), statuses.length <= 1]).toEqual([what, [], true])
  }
  return all.length
}
