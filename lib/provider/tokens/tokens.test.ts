import { eq, sql } from 'drizzle-orm'
import * as openid from 'openid-client'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { sessions } from '@/db/schema'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, enter, urlOf } from '@/test/provider/running-app'
import { before, slowly } from '@/test/provider/slow-records'
import { entered, infoStatus, post, refreshOf } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('tokens end with an idle session, whatever the app does [P11]', async () => {
  const { app, user, tokens } = await entered(site)
  await query((db) =>
    db.update(sessions).set({ lastSeenAt: sql`now() - interval '15 days'` }).where(eq(sessions.userId, user.id)),
  )
  expect(await post(app, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await infoStatus(tokens.access_token)).toBe(401)
})

test('two tabs that enter an app at the same time both get their tokens', async () => {
  const [first, app, browser] = [await anApp(site), await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  await enter(first, browser)
  const tabs = await slowly(() => Promise.all([enter(app, browser), enter(app, browser)]))
  for (const { tokens } of tabs) expect(await infoStatus(tokens.access_token)).toBe(200)
  for (const { tokens } of tabs) expect((await post(app, refreshOf(tokens.refresh_token!))).status).toBe(200)
  expect(tabs[0]!.tokens.claims()!.sid).toBe(tabs[1]!.tokens.claims()!.sid)
})

test('tokens end with an expired session, whatever the app does [P11]', async () => {
  const { app, user, tokens } = await entered(site)
  await query((db) => db.update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.userId, user.id)))
  expect(await post(app, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await infoStatus(tokens.access_token)).toBe(401)
})

test('two apps that are entered at the same time both get their tokens', async () => {
  const { browser } = await entered(site)
  const apps = [await anApp(site), await anApp(site)]
  const logins = await slowly(() => Promise.all(apps.map((app) => enter(app, browser))))
  for (const { tokens } of logins) expect(await infoStatus(tokens.access_token)).toBe(200)
})

test('a token works also while another login of its session is stored', async () => {
  const { browser, tokens } = await entered(site)
  const page = await browser.visit(await urlOf(await anApp(site), { prompt: 'login' }))
  await query((db) => db.update(sessions).set({ confirmedAt: sql`clock_timestamp()` }))
  let status = 0
  const meanwhile = async () => {
    status = await infoStatus(tokens.access_token)
  }
  const { location } = await before('Session', meanwhile, () => browser.visit(page.url))
  expect([status, location]).toEqual([200, expect.stringContaining('code=')])
})

test('tokens of one app are worth nothing to another [P8]', async () => {
  const { tokens } = await entered(site)
  const other = await anApp(site)
  expect(await post(other, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  for (const token of [tokens.access_token, tokens.refresh_token!]) {
    expect((await openid.tokenIntrospection(other.openid, token)).active).toBe(false)
    await openid.tokenRevocation(other.openid, token).catch(() => undefined)
  }
  expect(await infoStatus(tokens.access_token)).toBe(200)
})

test('an app revokes and inspects its own tokens; only an app with a secret may inspect [P8]', async () => {
  const { app, user, tokens } = await entered(site)
  expect(await openid.tokenIntrospection(app.openid, tokens.access_token)).toMatchObject({ active: true, sub: user.id })
  await openid.tokenRevocation(app.openid, tokens.access_token)
  expect(await infoStatus(tokens.access_token)).toBe(401)
  const page = await anApp(site, { kind: 'spa' })
  const browser = aBrowser(site.url)
  await browser.logIn(user)
  const { tokens: own } = await enter(page, browser)
  expect((await openid.tokenIntrospection(page.openid, own.access_token)).active).toBe(false)
})

test('the database holds digests alone: no code, token or secret [P9]', async () => {
  const { app, location, tokens, begun } = await entered(site)
  const secrets = [tokens.access_token, tokens.refresh_token!, app.secret, new URL(location).searchParams.get('code')!]
  const stored = await query((db) => db.select().from(providerRecords).where(eq(providerRecords.clientId, app.id)))
  expect(stored.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Grant', 'AccessToken', 'RefreshToken']))
  const everything = JSON.stringify(stored)
  for (const secret of [...secrets, begun.verifier]) expect(everything).not.toContain(secret)
})

test('a login that waits for its page stores no cookie of the browser [P9]', async () => {
  const { app, browser } = await entered(site)
  const page = await browser.visit(await urlOf(app, { prompt: 'login' }))
  expect(JSON.parse(page.text).step).toBe('confirm-password')
  const stored = JSON.stringify(await query((db) => db.select().from(providerRecords)))
  const cookies = [...browser.jar].filter(([name]) => /^(session|provider) /.test(name))
  expect(cookies).toHaveLength(2)
  for (const [, { value }] of cookies) expect(stored).not.toContain(value)
})
