import { eq, sql } from 'drizzle-orm'
import * as openid from 'openid-client'
import { query } from '@/db/connection/client'
import { finishSetUp, switchOffTwoStep } from '@/db/factors/two-step'
import { sessions } from '@/db/schema'
import { newCodes } from '@/test/accounts/changed-factors'
import { someone } from '@/test/accounts/someone'
import { sessionIdOf, setUpFor, someoneWithTwoStep } from '@/test/accounts/two-step'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, enter, errorOf, redeem } from '@/test/provider/running-app'
import { pageOf } from '@/test/provider/shown-page'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const withCode = { acr: '2', amr: ['pwd', 'otp', 'mfa'] }
const withPassword = { acr: '1', amr: ['pwd'] }
const essential = (...values: string[]) => ({
  claims: JSON.stringify({ id_token: { acr: { essential: true, values } } }),
})
const ofTokens = (tokens: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers) => tokens.claims()!

/** Someone with two-step login, and a browser with their session. */
async function twoStepOwner() {
  const [owner, browser] = [await someoneWithTwoStep(), aBrowser(site.url)]
  browser.keepSession(owner.caller.credential.token)
  return { ...owner, browser }
}

test('an app learns that a login had a second step, which one, and when the owner last confirmed [P25]', async () => {
  const [app, { sessionId, browser }] = [await anApp(site), await twoStepOwner()]
  const confirmedAt = await confirmed(sessionId, -1_000)
  const { tokens } = await enter(app, browser, { max_age: '10000' })
  expect(ofTokens(tokens)).toMatchObject({ ...withCode, auth_time: Math.floor(confirmedAt.getTime() / 1000) })
  await query((db) => db.update(sessions).set({ amr: 'pwd rc' }).where(eq(sessions.id, sessionId)))
  expect(ofTokens((await enter(app, browser)).tokens)).toMatchObject({ acr: '2', amr: ['pwd', 'rc', 'mfa'] })
})

test('a confirmation here counts in an app that this browser has entered before [P25]', async () => {
  const [app, { sessionId, browser }] = [await anApp(site), await twoStepOwner()]
  await confirmed(sessionId, -1_000)
  await enter(app, browser)
  const confirmedAt = await confirmed(sessionId, -10)
  const { tokens } = await enter(app, browser, { max_age: '600' })
  expect(ofTokens(tokens).auth_time).toBe(Math.floor(confirmedAt.getTime() / 1000))
})

test('discovery names both levels, and an app gets the level that it asks for where the account has it', async () => {
  const [app, { browser }] = [await anApp(site), await twoStepOwner()]
  expect(app.openid.serverMetadata().acr_values_supported).toEqual(['1', '2'])
  for (const wish of [{ acr_values: '2' }, { acr_values: '1' }, essential('2'), essential('x', '2'), essential('1')])
    expect(ofTokens((await enter(app, browser, wish)).tokens)).toMatchObject(withCode)
})

test('without two-step login an app that insists on it is told so, and one that only prefers it is not [P25]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  const one = { claims: JSON.stringify({ id_token: { acr: { essential: true, value: '2' } } }) }
  for (const wish of [essential('2'), one, { ...essential('2'), acr_values: '2' }])
    expect((await errorOf(app, browser, wish)).error).toBe('unmet_authentication_requirements')
  for (const wish of [{ acr_values: '2' }, essential('2', '1'), essential('1')])
    expect(ofTokens((await enter(app, browser, wish)).tokens)).toMatchObject(withPassword)
})

test('what an app insists on is decided by the login that follows, not by the one before [P25]', async () => {
  const app = await anApp(site)
  for (const [value, level] of [
    ['1', 'password'],
    ['2', 'code'],
  ]) {
    const browser = aBrowser(site.url)
    const { begun, url, shown } = await pageOf(app, browser, essential(value!))
    expect(shown).toMatchObject({ step: 'log-in' })
    if (level === 'password') await browser.logIn(await someone())
    else browser.keepSession((await someoneWithTwoStep()).caller.credential.token)
    const { location } = await browser.visit(url)
    expect(ofTokens(await redeem(app, begun, location!)).acr).toBe(value)
  }
})

test('a renewed token says the same of the login as the first one [P25]', async () => {
  const [app, { sessionId, browser }] = [await anApp(site), await twoStepOwner()]
  const { tokens } = await enter(app, browser, { max_age: '10000' })
  const { auth_time } = ofTokens(tokens)
  await confirmed(sessionId, 5)
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  expect(ofTokens(next)).toMatchObject({ ...withCode, auth_time })
})

test('once two-step login is turned on, the next login to an app says so without a page [M16]', async () => {
  const [app, user, browser] = [await anApp(site), await someone({ verified: true }), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(user)
  expect(ofTokens((await enter(app, browser)).tokens)).toMatchObject(withPassword)
  const sessionId = await sessionIdOf(tokenHash)
  const setUpId = await setUpFor(user, sessionId)
  await finishSetUp({ userId: user.id, sessionId, setUpId, timeStep: 1, codeHashes: newCodes() }, {})
  expect(ofTokens((await enter(app, browser, essential('2'))).tokens)).toMatchObject(withCode)
})

test('once two-step login is turned off, no token claims a second step any more [M16, P25]', async () => {
  const [app, { user, sessionId, browser }] = [await anApp(site), await twoStepOwner()]
  const { tokens } = await enter(app, browser)
  const begun = await begin(app)
  const { location } = await browser.visit(begun.url)
  await switchOffTwoStep({ userId: user.id, sessionId }, {})
  expect(ofTokens(await redeem(app, begun, location!))).toMatchObject(withPassword)
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  expect(ofTokens(next)).toMatchObject(withPassword)
  expect(ofTokens(await openid.refreshTokenGrant(app.openid, next.refresh_token!))).toMatchObject(withPassword)
  expect(ofTokens((await enter(app, browser)).tokens)).toMatchObject(withPassword)
  expect((await errorOf(app, browser, essential('2'))).error).toBe('unmet_authentication_requirements')
})

/** Sets when the owner last confirmed in a session, this many seconds from now. */
async function confirmed(sessionId: string, seconds: number): Promise<Date> {
  const confirmedAt = sql`clock_timestamp() + make_interval(secs => ${seconds})`
  const [row] = await query((db) =>
    db.update(sessions).set({ confirmedAt }).where(eq(sessions.id, sessionId)).returning(),
  )
  return row!.confirmedAt
}
