import * as openid from 'openid-client'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, CALLBACK, enter, redeem } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('an app of the operator learns who is logged in, with nothing shown, and is told nothing else', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const { location, tokens } = await enter(app, browser)
  expect(location.startsWith(`${CALLBACK}?code=`)).toBe(true)
  expect(new URL(location).searchParams.get('iss')).toBe(site.url)
  const claims = tokens.claims()!
  expect(claims).toMatchObject({ iss: site.url, sub: user.id, aud: app.id, acr: '1', amr: ['pwd'] })
  expect(claims.sid).toEqual(expect.any(String))
  expect(Object.keys(claims)).not.toContain('email')
  const info = await openid.fetchUserInfo(app.openid, tokens.access_token, user.id)
  expect(info).toEqual({ sub: user.id, email: user.email, email_verified: false, preferred_username: user.email })
})

test('someone who is not logged in gets the login page, and comes back to the app afterwards', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  const begun = await begin(app, { login_hint: user.email })
  const page = await browser.visit(begun.url)
  expect(JSON.parse(page.text)).toEqual({ step: 'log-in', app: { id: app.id, name: 'Wiki' }, email: user.email })
  await browser.logIn(user)
  const { location } = await browser.visit(page.url)
  const tokens = await redeem(app, begun, location!)
  expect(tokens.claims()!.sub).toBe(user.id)
})
