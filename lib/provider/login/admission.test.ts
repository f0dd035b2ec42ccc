import { and, eq, sql } from 'drizzle-orm'
import * as openid from 'openid-client'
import { cookieCredentialFrom } from '@/app/_http/request/request-credential'
import { query } from '@/db/connection/client'
import { findClientFaults } from '@/db/provider/client-facts'
import { consents } from '@/db/provider/login-tables'
import { clients, clientUsers } from '@/db/provider/tables'
import { events, sessions, users } from '@/db/schema'
import { commands } from '@/lib/operator/commands'
import { currentSession } from '@/lib/sessions/current-user'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, enter, redeem } from '@/test/provider/running-app'
import { cookieOf, decide, pageOf, uidOf } from '@/test/provider/shown-page'
import { expect, test } from '@/test/unit'
import { decideConsent, declineAppLogin } from './app-login'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('an app that admits listed people shows the others a page, and loses those who are removed', async () => {
  const [app, user, browser] = [await anApp(site, { allow: 'listed' }), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const page = await pageOf(app, browser)
  expect(page.shown).toMatchObject({ step: 'forbidden', app: { id: app.id }, user: { id: user.id } })
  await query((db) => db.insert(clientUsers).values({ clientId: app.id, userId: user.id }))
  const { location } = await browser.visit(page.url)
  const tokens = await redeem(app, page.begun, location!)
  await query((db) => db.delete(clientUsers).where(eq(clientUsers.clientId, app.id)))
  await expect(openid.refreshTokenGrant(app.openid, tokens.refresh_token!)).rejects.toThrow()
  await expect(openid.fetchUserInfo(app.openid, tokens.access_token, user.id)).rejects.toThrow()
  expect((await pageOf(app, browser)).shown.step).toBe('forbidden')
})

test('the operator of an app sees who was not admitted, also where no page was shown', async () => {
  const [app, user, browser] = [await anApp(site, { allow: 'listed' }), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const refusals = async () =>
    (await findClientFaults(app.id, 9)).map(({ code, detail, count }) => [code, detail, count])
  await pageOf(app, browser)
  await expect.poll(refusals).toEqual([['app-forbidden', user.id, 1]])
  await enter(await anApp(site), browser)
  const { location } = await browser.visit((await begin(app, { prompt: 'none' })).url)
  expect(location).toContain('error=access_denied')
  await expect.poll(refusals).toEqual([['app-forbidden', user.id, 2]])
  const shown = await commands['clients show']({ id: app.id }, { name: 'grace' })
  expect(JSON.stringify(shown)).toContain(`The user ${user.email}, who is not listed, tried to log in.`)
})

test('an app that wants a verified email gets nobody without, and lets the person go on once it is verified [P27]', async () => {
  const [app, user, browser] = [await anApp(site, { needsVerified: true }), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const page = await pageOf(app, browser)
  expect(page.shown).toMatchObject({ step: 'verify-email', user: { email: user.email } })
  await query((db) => db.update(users).set({ emailVerifiedAt: sql`now()` }).where(eq(users.id, user.id)))
  const { location } = await browser.visit(page.url)
  const tokens = await redeem(app, page.begun, location!)
  expect(await openid.fetchUserInfo(app.openid, tokens.access_token, user.id)).toMatchObject({ email_verified: true })
})

test('consent for an app of others is asked once and covers only what was shown [P31]', async () => {
  const [app, user, browser] = [await anApp(site, { thirdParty: true }), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const page = await pageOf(app, browser)
  expect(page.shown).toMatchObject({ step: 'consent', scopes: ['openid', 'email'], host: 'wiki.example.com' })
  // The page is opened again after its form, and then leads on.
  await decide(browser, page.url, true)
  const { location } = await browser.visit(page.url)
  await redeem(app, page.begun, location!)
  await enter(app, browser)
  const more = await pageOf(app, browser, { scope: 'openid email profile' })
  expect(more.shown).toMatchObject({ step: 'consent', scopes: ['openid', 'email', 'profile'] })
  // In another browser of the same person it is not asked again.
  const elsewhere = aBrowser(site.url)
  await elsewhere.logIn(user)
  await enter(app, elsewhere)
  await query((db) => db.delete(consents).where(and(eq(consents.userId, user.id), eq(consents.clientId, app.id))))
  expect((await pageOf(app, browser)).shown.step).toBe('consent')
  expect(await eventsOf(user.id)).toEqual(expect.arrayContaining(['app-allowed', 'app-logged-in']))
})

test('a person who does not allow it, or cancels, is sent back to the app with an error [P31]', async () => {
  const [app, user, browser] = [await anApp(site, { thirdParty: true }), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const page = await pageOf(app, browser)
  const denied = await browser.visit(await decide(browser, page.url, false))
  expect(new URL(denied.location!).searchParams.get('error')).toBe('access_denied')
  expect(await eventsOf(user.id)).toContain('app-denied')
  const again = await pageOf(app, browser)
  const way = await declineAppLogin(uidOf(again.url), cookieOf(browser, again.url))
  expect(new URL((await browser.visit(way!)).location!).searchParams.get('error')).toBe('access_denied')
})

test('a person who has logged out on the way can still cancel', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(await someone())
  await enter(app, browser)
  const page = await pageOf(app, browser, { prompt: 'login' })
  await query((db) => db.delete(sessions).where(eq(sessions.tokenHash, tokenHash)))
  await declineAppLogin(uidOf(page.url), cookieOf(browser, page.url))
  const { location } = await browser.visit(page.url)
  expect(new URL(location!).searchParams.get('error')).toBe('access_denied')
})

test('nothing is allowed that the page did not show, nor by a session that has ended [P31]', async () => {
  const [app, user, browser] = [await anApp(site, { thirdParty: true }), await someone(), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(user)
  const page = await pageOf(app, browser)
  const cookie = cookieOf(browser, page.url)
  const session = await currentSession(cookieCredentialFrom(new Headers({ cookie })))
  const decide = (shown: string) =>
    decideConsent(uidOf(page.url), cookie, session, { allowed: true, shown }, aCaller('browser'))
  await decide('openid')
  await query((db) => db.delete(sessions).where(eq(sessions.tokenHash, tokenHash)))
  await decide('openid email')
  expect(await query((db) => db.$count(consents, eq(consents.userId, user.id)))).toBe(0)
})

test('a native app whose address any other app could claim asks each time [P31]', async () => {
  const redirectUris = ['com.example.notes:/callback']
  const [app, browser] = [await anApp(site, { kind: 'native', redirectUris }), aBrowser(site.url)]
  await browser.logIn(await someone())
  for (let time = 0; time < 2; time++) {
    const page = await pageOf(app, browser, { redirect_uri: redirectUris[0]! })
    expect(page.shown).toMatchObject({ step: 'consent', host: 'com.example.notes:' })
    const { location } = await browser.visit(await decide(browser, page.url, true))
    expect(location).toMatch(/^com\.example\.notes:\/callback\?code=/)
  }
})

test('an app that expects another account is not given this one', async () => {
  const [app, first, second, browser] = [await anApp(site), await someone(), await someone(), aBrowser(site.url)]
  await browser.logIn(first)
  const { tokens } = await enter(app, browser)
  await browser.logIn(second)
  const page = await pageOf(app, browser, { id_token_hint: tokens.id_token! })
  expect(page.shown).toMatchObject({ step: 'other-account', user: { id: second.id } })
  await browser.logIn(first)
  const { location } = await browser.visit(page.url)
  expect((await redeem(app, page.begun, location!)).claims()!.sub).toBe(first.id)
})

test('another person who logs in on the way enters as that person, and nobody goes in circles', async () => {
  const [app, first, second, browser] = [await anApp(site), await someone(), await someone(), aBrowser(site.url)]
  await browser.logIn(first)
  await enter(app, browser)
  const page = await pageOf(app, browser, { prompt: 'login' })
  expect(page.shown.step).toBe('confirm-password')
  await browser.logIn(second)
  const { location } = await browser.visit(page.url)
  expect((await redeem(app, page.begun, location!)).claims()!.sub).toBe(second.id)
})

test('a session that ended meanwhile, or an app that was disabled, leads nowhere', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  const page = await pageOf(app, browser)
  await query((db) => db.update(clients).set({ disabledAt: sql`now()` }).where(eq(clients.id, app.id)))
  await browser.logIn(user)
  expect(JSON.parse((await browser.visit(page.url)).text)).toEqual({ step: 'expired' })
  expect((await browser.visit(page.begun.url)).status).toBe(400)
})

async function eventsOf(userId: string): Promise<string[]> {
  const rows = await query((db) => db.select({ type: events.type }).from(events).where(eq(events.userId, userId)))
  return rows.map(({ type }) => type)
}
