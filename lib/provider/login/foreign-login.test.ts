import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { sessions } from '@/db/schema'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, enter, redeem, urlOf } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a login is completed only in the browser that began it [P14]', async () => {
  const [app, victim, browser, other] = [await anApp(site), await someone(), aBrowser(site.url), aBrowser(site.url)]
  const page = await browser.visit(await urlOf(app))
  expect(JSON.parse(page.text).step).toBe('log-in')
  await other.logIn(victim)
  expect(JSON.parse((await other.visit(page.url)).text)).toEqual({ step: 'expired' })
  // Nor with the cookie of another login of its own.
  await other.visit(await urlOf(app, { prompt: 'login' }))
  expect(JSON.parse((await other.visit(page.url)).text)).toEqual({ step: 'expired' })
  expect(JSON.parse((await browser.visit(page.url)).text).step).toBe('log-in')
})

test('a browser that sends no cookie is not told that the login has expired while it waits [P14]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const page = await browser.visit(await urlOf(app))
  const withoutCookies = async (url: string) => (await fetch(url)).json()
  expect(await withoutCookies(page.url)).toEqual({ step: 'needs-cookies' })
  expect(await withoutCookies(`${site.url}/login/app/nobody-began-this`)).toEqual({ step: 'expired' })
})

test('opening the addresses without a cookie logs nobody in or out, however often [P19]', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(user)
  const { tokens } = await enter(app, browser)
  const page = await browser.visit(await urlOf(app, { prompt: 'login' }))
  const logout = `${site.url}/oauth/logout?id_token_hint=${tokens.id_token}`
  for (const url of [page.url, logout, page.url.replace('/login/app/', '/oauth/authorize/')])
    for (let time = 0; time < 10; time++) await fetch(url, { redirect: 'manual' })
  const alive = await query((db) => db.$count(sessions, eq(sessions.tokenHash, tokenHash)))
  expect(alive).toBe(1)
  expect(JSON.parse((await browser.visit(page.url)).text).step).toBe('confirm-password')
})

test('what one person has answered leads in nobody else who logs in before the browser goes on [P14]', async () => {
  const [app, first, second, browser] = [await anApp(site), await someone(), await someone(), aBrowser(site.url)]
  await browser.logIn(first)
  const begun = await begin(app)
  const { location: page } = await browser.once(begun.url)
  const { location: wayOn } = await browser.once(page!)
  expect(wayOn).toContain('/oauth/authorize/')
  await browser.logIn(second)
  const { location } = await browser.visit(wayOn!)
  expect((await redeem(app, begun, location!)).claims()!.sub).toBe(second.id)
  expect(await query((db) => db.$count(providerRecords, eq(providerRecords.userId, first.id)))).toBe(0)
})
