import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { config } from '@/lib/config'
import { someone } from '@/test/accounts/someone'
import { sessionIdOf } from '@/test/accounts/two-step'
import { rounds } from '@/test/at-once'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { type App, anApp, begin, urlOf } from '@/test/provider/running-app'
import { entered, refreshOf } from '@/test/provider/token-requests'
import { skipUses } from '@/test/skip-uses'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a flood of logins is refused by IP address and by session, and stores no more rows [P35]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(await someone())
  const { url } = await begin(app, { prompt: 'login' })
  await withSettings({ RATE_LIMITS: 'on', APP_URL: site.url, PROVIDER: 'on' }, async () => {
    const status = async () => (await browser.once(url)).status
    expect([await status(), await status()]).toEqual([303, 303])
    await skipUses(`app-login/session/900/${await sessionIdOf(tokenHash)}`, 2, 119)
    expect([await status(), await status()]).toEqual([303, 429])
    const stranger = await fetch(url, { redirect: 'manual' })
    expect(stranger.status).toBe(303)
  })
  expect(config().RATE_LIMITS).toBe(false)
})

test('300 logins in 15 minutes may begin at one IP address without a session, and no further one is stored [P35]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  const url = await urlOf(app, { state: app.id })
  await limited(async (from) => {
    const status = async () => (await fetch(url, { redirect: 'manual', headers: from })).status
    expect([await status(), await status()]).toEqual([303, 303])
    await skipUses(`app-login/address/900/${from['x-forwarded-for']}`, 2, 299)
    expect([await status(), await status()]).toEqual([303, 429])
    // Someone who is logged in at the same address has a limit of their own.
    expect((await browser.once(url, { headers: from })).status).toBe(303)
  })
  const stored = sql`${providerRecords.payload}::text like ${`%${app.id}%`}`
  expect(await query((db) => db.$count(providerRecords, stored))).toBe(4)
})

test('300 wrong secrets in 15 minutes may come from one IP address, whichever apps they name [P29]', async () => {
  const app = await anApp(site)
  await limited(async (from) => {
    const guess = (name: number) => answerTo({ ...app, id: `guess-${name}`, secret: 'x' }, refreshOf('x'), from)
    expect([await guess(1), await guess(2), await guess(2)]).toEqual([401, 401, 401])
    await skipUses(`app-token/address/900/${from['x-forwarded-for']}`, 3, 299)
    expect(await guess(3)).toBe(401)
    expect(await answerTo(app, refreshOf('x'), from)).toBe(429)
  })
})

for (const path of ['/oauth/introspect', '/oauth/revoke'])
  test(`a wrong secret at ${path} counts, and a right one does not [P29]`, async () => {
    const { app, tokens } = await entered(site)
    const token = { token: tokens.access_token }
    await limited(async (from) => {
      const right = () => answerTo(app, token, from, path)
      const wrong = () => answerTo({ ...app, secret: 'wrong' }, token, from, path)
      expect([await right(), await wrong(), await right(), await wrong()]).toEqual([200, 401, 200, 401])
      await skipUses(`app-token/address/900/${from['x-forwarded-for']}/%`, 2, 29)
      expect([await right(), await right(), await wrong()]).toEqual([200, 200, 401])
      expect(await right()).toBe(429)
    })
  })

test('an app with one attempt left may use it again and again, as each right one is given back before its answer [P29]', async () => {
  const { app, tokens } = await entered(site)
  await limited(async (from) => {
    const ask = (secret: string) =>
      answerTo({ ...app, secret }, { token: tokens.access_token }, from, '/oauth/introspect')
    expect(await ask('wrong')).toBe(401)
    await skipUses(`app-token/address/900/${from['x-forwarded-for']}/%`, 1, 29)
    for (const _ of rounds(100)) expect(await ask(app.secret)).toBe(200)
  })
})

test('an app without a secret is limited by the name in its form [P29]', async () => {
  const [app, other] = [await anApp(site, { kind: 'spa' }), await anApp(site, { kind: 'spa' })]
  await limited(async (from) => {
    const guess = () => answerTo(app, refreshOf('x'), from)
    expect([await guess(), await guess()]).toEqual([400, 400])
    await skipUses(`app-token/address/900/${from['x-forwarded-for']}/%`, 2, 29)
    expect(await guess()).toBe(400)
    expect(await guess()).toBe(429)
    expect(await answerTo(other, refreshOf('x'), from)).toBe(400)
  })
})

/** With limits, for requests of one IP address that no other test has. */
async function limited(work: (from: { 'x-forwarded-for': string }) => Promise<void>): Promise<void> {
  const from = { 'x-forwarded-for': `198.18.${randomInt(256)}.${randomInt(256)}` }
  const settings = { RATE_LIMITS: 'on', TRUST_PROXY: '1', APP_URL: site.url, PROVIDER: 'on' }
  await withSettings(settings, () => work(from))
}

async function answerTo(app: App, fields: Record<string, string>, from: object, path = '/oauth/token') {
  const basic = Buffer.from(`${app.id}:${app.secret}`).toString('base64')
  const isOpen = app.kind !== 'web'
  const headers = { ...from, ...(isOpen ? {} : { authorization: `Basic ${basic}` }) }
  const body = new URLSearchParams(isOpen ? { ...fields, client_id: app.id } : fields)
  return (await fetch(site.url + path, { method: 'POST', headers, body })).status
}
