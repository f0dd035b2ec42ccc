import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { type App, anApp } from '@/test/provider/running-app'
import { enterWithConsent, OFFLINE } from '@/test/provider/shown-page'
import { entered, post, refreshOf } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const DAY = 86_400

test('a code lives for a minute, access and an ID token for ten, and nothing for longer than a month [P6 P7]', async () => {
  const { app, tokens } = await entered(site)
  const minutes = { AuthorizationCode: 1, AccessToken: 10 }
  for (const [kind, count] of Object.entries(minutes))
    expect([kind, await secondsOf(app, kind)]).toEqual([kind, count * 60])
  expect(await secondsOf(app, 'RefreshToken')).toBe(14 * DAY)
  expect(await secondsOf(app, 'Grant')).toBe(30 * DAY)
  const { exp, iat } = tokens.claims()!
  expect(exp - iat).toBe(10 * 60)
})

test('however often its tokens are renewed, an app asks for a login after 30 days [P7]', async () => {
  const { app, tokens } = await entered(site)
  await renewedUntilDay(30, app, tokens.refresh_token!)
})

test('access that outlives sessions ends after 90 days all the same [P7]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  const tokens = await enterWithConsent(app, browser, OFFLINE)
  expect(await secondsOf(app, 'Grant')).toBe(90 * DAY)
  await renewedUntilDay(90, app, tokens.refresh_token!)
})

/** On the day before, the app gets tokens for that day alone. */
async function renewedUntilDay(day: number, app: App, token: string): Promise<void> {
  await begunDaysAgo(app, day - 1)
  const { status, refresh } = await post(app, refreshOf(token))
  expect(status).toBe(200)
  const left = await secondsOf(app, 'RefreshToken')
  expect(left).toBeLessThanOrEqual(DAY)
  expect(left).toBeGreaterThan(DAY - 60)
  expect((await post(app, refreshOf(refresh!))).status).toBe(200)
}

/** For how many seconds a record of a kind, if possible an unused one, is valid by its row and by what the library reads in it. */
async function secondsOf({ id }: App, kind: string): Promise<number> {
  const { payload, expiresAt, consumedAt } = providerRecords
  const issued = sql`(${payload}->>'iat')::float8`
  const inPayload = sql`(${payload}->>'exp')::float8 - ${issued}`.mapWith(Number)
  const inRow = sql`round(extract(epoch from ${expiresAt}) - ${issued})`.mapWith(Number)
  const [newest] = await query((db) =>
    db
      .select({ inPayload, inRow })
      .from(providerRecords)
      .where(sql`${eq(providerRecords.clientId, id)} and kind = ${kind}`)
      .orderBy(sql`${consumedAt} is not null`),
  )
  expect(Math.abs(newest!.inRow - newest!.inPayload)).toBeLessThan(3)
  return newest!.inPayload
}

async function begunDaysAgo({ id }: App, days: number): Promise<void> {
  const { payload, clientId } = providerRecords
  const begun = sql`jsonb_set(${payload}, '{iiat}', to_jsonb((${payload}->>'iat')::int - ${days * DAY}))`
  const ofApp = sql`${eq(clientId, id)} and kind = 'RefreshToken'`
  await query((db) => db.update(providerRecords).set({ payload: begun }).where(ofApp))
}
