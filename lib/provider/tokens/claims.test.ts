import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, enter, errorOf, redeem, urlOf } from '@/test/provider/running-app'
import { pageOf } from '@/test/provider/shown-page'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('the same person is the same to every app, also after a change of email [P26]', async () => {
  const [app, other, user, browser] = [await anApp(site), await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const subs = [(await enter(app, browser)).tokens.claims()!.sub, (await enter(other, browser)).tokens.claims()!.sub]
  const email = `new-${user.email}`
  await query((db) => db.update(users).set({ email, emailCanonical: email }).where(eq(users.id, user.id)))
  const { tokens } = await enter(app, browser)
  subs.push(tokens.claims()!.sub)
  expect(new Set(subs)).toEqual(new Set([user.id]))
})

test('an app reads what its scopes allow, whatever it names in the parameter claims [P28]', async () => {
  const [app, user, browser] = [
    await anApp(site, { scopes: ['openid', 'profile', 'email'] }),
    await someone(),
    aBrowser(site.url),
  ]
  await browser.logIn(user)
  const all = { phone_number: { essential: true }, email: null, name: null }
  const { tokens } = await enter(app, browser, {
    scope: 'openid profile phone unknown',
    claims: JSON.stringify({ userinfo: all, id_token: all }),
  })
  expect(tokens.scope).toBe('openid profile')
  const info = await (
    await fetch(`${site.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  ).json()
  expect(Object.keys(info).sort()).toEqual(['family_name', 'given_name', 'name', 'sub', 'updated_at'])
  for (const name of ['phone_number', 'email', 'name']) expect(Object.keys(tokens.claims()!)).not.toContain(name)
})

test('an app that reads ID tokens alone finds the claims of its scopes there, also after a refresh', async () => {
  const [app, user, browser] = [await anApp(site, { idTokenClaims: true }), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const { tokens } = await enter(app, browser, { scope: 'openid email' })
  expect(tokens.claims()).toMatchObject({ email: user.email, email_verified: false })
  expect(Object.keys(tokens.claims()!)).not.toContain('name')
})

test('an app that reads ID tokens alone finds there no claims of scopes that it does not have [P28]', async () => {
  const [app, browser] = [await anApp(site, { idTokenClaims: true, scopes: ['openid', 'email'] }), aBrowser(site.url)]
  await browser.logIn(await someone())
  const { tokens } = await enter(app, browser, { scope: 'openid email profile phone' })
  const claims = Object.keys(tokens.claims()!)
  expect(claims).toEqual(expect.arrayContaining(['email', 'email_verified']))
  for (const name of ['name', 'given_name', 'phone_number']) expect(claims).not.toContain(name)
})

test('a disabled account has nothing to show an app [P28]', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const { tokens } = await enter(app, browser)
  await query((db) => db.update(users).set({ disabledAt: sql`now()` }).where(eq(users.id, user.id)))
  const answer = await fetch(`${site.url}/oauth/userinfo`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  })
  expect(answer.status).toBe(401)
})

test('the parameter claims cannot make what is stored unreadable [P33]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  const values = ['\\u0000', '\\ud800', 'x'.repeat(3_000), '1']
  for (const value of values) {
    for (const acr of [
      `{"essential":true,"value":"${value}"}`,
      `{"values":["${value}",{}]}`,
      '[]',
      'null',
      '"x"',
      '7',
    ]) {
      const answer = await browser.visit(
        await urlOf(app, { claims: `{"id_token":{"acr":${acr},"sub":{"value":"${value}"}}}` }),
      )
      expect([acr, answer.status < 500]).toEqual([acr, true])
    }
  }
})

test('an app that asks for one person does not get another', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const asking = (sub: string) => ({ claims: JSON.stringify({ id_token: { sub: { value: sub } } }) })
  expect((await enter(app, browser, asking(user.id))).tokens.claims()!.sub).toBe(user.id)
  const { id } = await someone()
  expect((await errorOf(app, browser, { prompt: 'none', ...asking(id) })).error).toBe('login_required')
})

test('the page of an app that asks for one person is not answered by another', async () => {
  const [app, user, other, browser] = [await anApp(site), await someone(), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const page = await pageOf(app, browser, { claims: JSON.stringify({ id_token: { sub: { value: other.id } } }) })
  expect(page.shown).toMatchObject({ step: 'other-account', user: { id: user.id } })
  await browser.logIn(other)
  const { location } = await browser.visit(page.url)
  expect((await redeem(app, page.begun, location!)).claims()!.sub).toBe(other.id)
})
