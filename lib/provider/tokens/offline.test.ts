import { and, eq, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { sessions } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, enter } from '@/test/provider/running-app'
import { enterWithConsent, OFFLINE } from '@/test/provider/shown-page'
import { infoStatus, post, refreshOf } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('what an app may do without a session outlives a logout, and ends with everything else [P11]', async () => {
  const { app, user, tokenHash, tokens } = await enteredOffline()
  await transaction((tx) => endSessions(tx, eq(sessions.tokenHash, tokenHash), 'logout'))
  const next = await post(app, refreshOf(tokens.refresh_token!))
  expect([next.status, await infoStatus(next.access!)]).toEqual([200, 200])
  await transaction((tx) => endSessions(tx, { allOf: user.id }, 'password-reset'))
  expect(await post(app, refreshOf(next.refresh!))).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await infoStatus(next.access!)).toBe(401)
})

test('a login without that right, in the same session, ends with the session [P11]', async () => {
  const { app, browser, tokenHash, tokens } = await enteredOffline()
  const { tokens: own } = await enter(app, browser)
  const kept = await enterWithConsent(app, browser, OFFLINE)
  await transaction((tx) => endSessions(tx, eq(sessions.tokenHash, tokenHash), 'logout'))
  expect(await infoStatus(own.access_token)).toBe(401)
  expect((await post(app, refreshOf(own.refresh_token!))).status).toBe(400)
  for (const { refresh_token } of [tokens, kept]) expect((await post(app, refreshOf(refresh_token!))).status).toBe(200)
  // Nothing of it is left that could come back to life.
  const { clientId, kind, payload } = providerRecords
  const isGrant = and(eq(clientId, app.id), eq(kind, 'Grant'))
  const grants = await query((db) =>
    db
      .select({ openid: sql`${payload}->'openid'->>'scope'` })
      .from(providerRecords)
      .where(isGrant),
  )
  expect(grants).toEqual([{ openid: OFFLINE.scope }, { openid: OFFLINE.scope }])
})

async function enteredOffline() {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(user)
  return { app, user, browser, tokenHash, tokens: await enterWithConsent(app, browser, OFFLINE) }
}
