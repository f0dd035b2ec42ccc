import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { disableClient, updateClient } from '@/db/provider/client-changes'
import { allowUser, denyUser } from '@/db/provider/client-users'
import { appSeats, consents, providerRecords } from '@/db/provider/login-tables'
import { removeApp } from '@/db/provider/remove-app'
import { sessions } from '@/db/schema'
import { deleteOtherSessions, endSession } from '@/db/sessions/revoke-sessions'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { disable } from '@/test/accounts/someone'
import { anAct } from '@/test/operator/an-act'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { aProxiedApp, aVerifiedPerson, loggedInAt, type ProxiedApp, seated } from '@/test/provider/proxied-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

type User = Awaited<ReturnType<typeof aVerifiedPerson>>

const ends: Record<string, (has: { user: User; app: ProxiedApp; token: string }) => Promise<unknown>> = {
  'a logout': ({ token }) => endSession(hashSessionToken(token), 'browser', {}),
  'the end of every session': ({ user }) => deleteOtherSessions(user.id, crypto.randomUUID(), {}),
  'a disabled account': ({ user }) => disable(user),
  'a session that is idle for too long': ({ user }) =>
    query((db) =>
      db.update(sessions).set({ lastSeenAt: sql`now() - interval '15 days'` }).where(eq(sessions.userId, user.id)),
    ),
  'an expired session': ({ user }) =>
    query((db) => db.update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.userId, user.id))),
  'access that its owner removes': ({ user, app }) => removeApp(user.id, app.client.id),
}
for (const [what, end] of Object.entries(ends)) {
  test(`${what} ends the seat at the very next request [P32, P11]`, async () => {
    const [user, app] = [await aVerifiedPerson(), await aProxiedApp(site)]
    const { browser, atRekey } = await seated(site, app, user)
    await end({ user, app, token: atRekey.token })
    expect(await browser.ask()).toMatchObject({ status: 302 })
  })
}

test('a disabled app is unknown, and so is one that has moved to another host [P36]', async () => {
  const [user, app, moved] = [await aVerifiedPerson(), await aProxiedApp(site), await aProxiedApp(site)]
  const [one, other] = [await seated(site, app, user), await seated(site, moved, user)]
  await disableClient(anAct(), app.client.id)
  await updateClient(anAct(), moved.client.id, { redirectUris: ['https://elsewhere.example.com/.rekey/callback'] })
  for (const { browser } of [one, other]) {
    expect(await browser.ask()).toMatchObject({ status: 404 })
    expect(await browser.open('/.rekey/login')).toMatchObject({ status: 404 })
  }
})

test('a seat is worth nothing at another host, whatever host the request names [P32, P10]', async () => {
  const user = await aVerifiedPerson()
  const [wiki, board] = [await aProxiedApp(site), await aProxiedApp(site)]
  const { browser } = await seated(site, wiki, user)
  const [there] = [board.browser()]
  there.cookies.set('__Host-rekey', browser.cookies.get('__Host-rekey')!)
  expect(await there.ask()).toMatchObject({ status: 302 })
  for (const host of [
    '',
    'wiki.example.com',
    `${wiki.host}:444`,
    wiki.host.toUpperCase(),
    `${wiki.host}, ${board.host}`,
    `${wiki.host}/x`,
    `a@${wiki.host}`,
    '%zz',
    '[',
    'a b',
  ])
    expect(await browser.ask({ headers: { 'x-forwarded-host': host } }), host).toMatchObject({ status: 404 })
  // Other secrets of the same login are no seat either.
  const { atRekey } = await seated(site, wiki, user)
  for (const token of [atRekey.token, 'x', '', 'a'.repeat(5000), "' or 1=1 --"]) {
    there.cookies.set('__Host-rekey', token)
    expect(await there.ask()).toMatchObject({ status: 302 })
  }
})

test('a seat counts at one host of an app that has several [P32]', async () => {
  const [one, other] = [await aProxiedApp(site), await aProxiedApp(site)]
  const redirectUris = [one, other].map(({ host }) => `https://${host}/.rekey/callback`)
  await disableClient(anAct(), other.client.id)
  await updateClient(anAct(), one.client.id, { redirectUris })
  const { browser, atRekey } = await seated(site, one, await aVerifiedPerson())
  const there = other.browser()
  there.cookies.set('__Host-rekey', browser.cookies.get('__Host-rekey')!)
  expect(await there.ask()).toMatchObject({ status: 302 })
  await there.enter(atRekey)
  expect([(await there.ask()).status, (await browser.ask()).status]).toEqual([200, 200])
})

test('an app that is no app behind a proxy is none at its host either', async () => {
  const { browser } = await aProxiedApp(site, { kind: 'spa' })
  expect(await browser().ask()).toMatchObject({ status: 404 })
})

test('apps at two ports of a host leave each other their seats, although the browser sends both what belongs to one', async () => {
  const [atRekey, app] = [await loggedInAt(site, await aVerifiedPerson()), await aProxiedApp(site)]
  const other = `${app.host}:8443`
  const redirectUris = [app.host, other].map((host) => `https://${host}/.rekey/callback`)
  await updateClient(anAct(), app.client.id, { redirectUris })
  const browser = app.browser()
  for (const host of [app.host, other]) {
    const headers = { 'x-forwarded-host': host }
    const begun = await browser.open('/.rekey/login?to=/', headers)
    const { location } = await atRekey.visit(begun.location!)
    await browser.open(location!.replace(`https://${host}`, ''), headers)
  }
  for (const host of [app.host, other])
    expect(await browser.ask({ headers: { 'x-forwarded-host': host } }), host).toMatchObject({ status: 200 })
})

test('a cookie without the prefix that other hosts cannot set is no seat [P32]', async () => {
  const app = await aProxiedApp(site)
  const { browser } = await seated(site, app, await aVerifiedPerson())
  browser.cookies.set('rekey', browser.cookies.get('__Host-rekey')!)
  browser.cookies.delete('__Host-rekey')
  expect(await browser.ask()).toMatchObject({ status: 302 })
})

test('somebody who is known and not admitted sees a page, and is led nowhere [P32]', async () => {
  const [user, app] = [await aVerifiedPerson(), await aProxiedApp(site, { allow: 'listed' })]
  await allowUser(anAct(), app.client.id, user.id)
  const { browser } = await seated(site, app, user)
  // As if the list had changed between the two statements of a change.
  await query((db) => db.execute(sql`delete from client_users where user_id = ${user.id}`))
  const page = await browser.ask()
  expect([page.status, page.location]).toEqual([403, undefined])
  expect(page.text).toContain(`You’re logged in as ${user.email}`)
  expect(page.text).toContain('href="/.rekey/logout"')
  expect(await browser.ask({ accept: 'application/json' })).toMatchObject({ status: 403, location: undefined })
  expect(await browser.open('/.rekey/denied')).toMatchObject({ status: 403, text: page.text })
  expect(await browser.open('/.rekey/login?to=/')).toMatchObject({ location: `https://${app.host}/.rekey/denied` })
  const { location } = await browser.open('/.rekey/logout')
  expect(location).toBe(`${site.url}/oauth/logout?client_id=${app.client.id}`)
})

test('a logout at the app ends the seat, whoever is logged in at Rekey meanwhile, and a link of another site ends nothing', async () => {
  const app = await aProxiedApp(site)
  const { browser } = await seated(site, app, await aVerifiedPerson())
  const token = browser.cookies.get('__Host-rekey')!
  for (const from of ['cross-site', 'same-site']) {
    await browser.open('/.rekey/logout', { 'sec-fetch-site': from })
    expect(await browser.ask()).toMatchObject({ status: 200 })
  }
  await browser.open('/.rekey/logout', { 'sec-fetch-site': 'same-origin' })
  expect(browser.cookies.size).toBe(0)
  // The app has seen the token too.
  browser.cookies.set('__Host-rekey', token)
  expect(await browser.ask()).toMatchObject({ status: 302 })
})

test('somebody who is admitted reads that one page was refused, and is not led in a circle', async () => {
  const [user, app] = [await aVerifiedPerson(), await aProxiedApp(site)]
  const { browser } = await seated(site, app, user)
  const page = await browser.open('/.rekey/denied')
  expect([page.status, page.location]).toEqual([403, undefined])
  expect(page.text).toContain('Wiki didn’t show you this page')
  expect(await app.browser().open('/.rekey/denied')).toMatchObject({ status: 302, location: `https://${app.host}/` })
})

test('who is taken off the list loses the seat, and the next login ends at a page of Rekey [P32]', async () => {
  const [user, app] = [await aVerifiedPerson(), await aProxiedApp(site, { allow: 'listed' })]
  await allowUser(anAct(), app.client.id, user.id)
  const { browser, atRekey } = await seated(site, app, user)
  await denyUser(anAct(), { ...app.client, allow: 'listed' }, user.id)
  expect(await browser.ask()).toMatchObject({ status: 302 })
  await expect(browser.enter(atRekey)).rejects.toThrow('forbidden')
})

test('two-step login that is required from now on is asked for at the next request', async () => {
  const [user, app] = [await aVerifiedPerson(), await aProxiedApp(site)]
  const { browser } = await seated(site, app, user)
  await withSettings({ SECOND_FACTOR: 'required', PROVIDER: 'on', APP_URL: site.url }, async () => {
    expect(await browser.ask()).toMatchObject({ status: 302 })
  })
  expect(await browser.ask()).toMatchObject({ status: 200 })
})

test('an app of others gets no more than the user has allowed, whatever its operator adds [P32]', async () => {
  const [user, app] = [await aVerifiedPerson(), await aProxiedApp(site)]
  const { browser, atRekey } = await seated(site, app, user)
  await updateClient(anAct(), app.client.id, { thirdParty: true, scopes: ['openid'] })
  expect(await browser.ask()).toMatchObject({ status: 302 })
  await expect(browser.enter(atRekey)).rejects.toThrow('consent')
  await query((db) => db.insert(consents).values({ userId: user.id, clientId: app.client.id, scopes: ['openid'] }))
  expect(await browser.ask()).toMatchObject({ status: 200 })
  await updateClient(anAct(), app.client.id, { scopes: ['openid', 'email'] })
  expect(await browser.ask()).toMatchObject({ status: 302 })
})

test('a browser has one seat at an app, and what the login left behind opens nothing', async () => {
  const [user, app] = [await aVerifiedPerson(), await aProxiedApp(site)]
  const { browser, atRekey } = await seated(site, app, user)
  const former = browser.cookies.get('__Host-rekey')!
  browser.cookies.clear()
  await browser.enter(atRekey)
  const again = app.browser()
  again.cookies.set('__Host-rekey', former)
  expect([(await browser.ask()).status, (await again.ask()).status]).toEqual([200, 302])
  const ofApp = eq(providerRecords.clientId, app.client.id)
  const kinds = await query((db) => db.select({ kind: providerRecords.kind }).from(providerRecords).where(ofApp))
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(['AuthorizationCode', 'AuthorizationCode', 'Grant'])
  const seats = await query((db) => db.select().from(appSeats).where(eq(appSeats.clientId, app.client.id)))
  expect(seats).toHaveLength(1)
  expect(JSON.stringify(seats)).not.toContain(browser.cookies.get('__Host-rekey'))
})
