import { eq } from 'drizzle-orm'
import { cookieCredentialFrom } from '@/app/_http/request/request-credential'
import { query } from '@/db/connection/client'
import { consents } from '@/db/provider/login-tables'
import { currentSession } from '@/lib/sessions/current-user'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, enter } from '@/test/provider/running-app'
import { cookieOf, decide, pageOf, uidOf } from '@/test/provider/shown-page'
import { expect, test } from '@/test/unit'
import { answerConsent } from './answer-app-login'
import { decideConsent } from './app-login'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a page of consent that one person was shown allows nothing for another who has logged in meanwhile [P31]', async () => {
  const [app, first, second] = [await anApp(site, { thirdParty: true }), await someone(), await someone()]
  const browser = aBrowser(site.url)
  await browser.logIn(first)
  const page = await pageOf(app, browser)
  expect(page.shown).toMatchObject({ step: 'consent', user: { id: first.id } })
  const caller = { ...aCaller('browser'), credential: await browser.logIn(second) }
  const answer = { uid: uidOf(page.url), cookie: cookieOf(browser, page.url), scopes: 'openid email', allowed: true }
  expect(await answerConsent({ ...answer, user: first.id }, caller)).toMatchObject({ ok: true })
  expect([await consentsOf(first), await consentsOf(second)]).toEqual([0, 0])
  // The page has the second person's name by now, whose own answer counts.
  expect(JSON.parse((await browser.visit(page.url)).text)).toMatchObject({ step: 'consent', user: { id: second.id } })
  await answerConsent({ ...answer, user: second.id }, caller)
  expect([await consentsOf(first), await consentsOf(second)]).toEqual([0, 1])
})

test('a consent that comes from a later session of the same person is asked for again, and is no fault of ours [P31]', async () => {
  const [app, user, browser] = [await anApp(site, { thirdParty: true }), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  await enter(await anApp(site), browser)
  const page = await pageOf(app, browser)
  await browser.logIn(user)
  const cookie = cookieOf(browser, page.url)
  const session = await currentSession(cookieCredentialFrom(new Headers({ cookie })))
  const decision = { allowed: true, shown: 'openid email' }
  expect(await decideConsent(uidOf(page.url), cookie, session, decision, aCaller('browser'))).toBeUndefined()
  expect(await consentsOf(user)).toBe(0)
  expect(JSON.parse((await browser.visit(page.url)).text)).toMatchObject({ step: 'consent', user: { id: user.id } })
})

test('what one app may read is not allowed to another [P31]', async () => {
  const [app, other, browser] = [
    await anApp(site, { thirdParty: true }),
    await anApp(site, { thirdParty: true }),
    aBrowser(site.url),
  ]
  await browser.logIn(await someone())
  const page = await pageOf(app, browser)
  await browser.visit(await decide(browser, page.url, true))
  expect((await pageOf(other, browser)).shown.step).toBe('consent')
})

test('what one person has allowed does not lead in another, who logs in before the browser goes on [P31]', async () => {
  const [app, first, second] = [await anApp(site, { thirdParty: true }), await someone(), await someone()]
  const browser = aBrowser(site.url)
  await browser.logIn(first)
  const page = await pageOf(app, browser)
  await decide(browser, page.url, true)
  await browser.logIn(second)
  const next = await browser.visit(page.url)
  expect(next.url).toBe(page.url)
  expect(JSON.parse(next.text)).toMatchObject({ step: 'consent', user: { id: second.id } })
})

function consentsOf({ id }: { id: string }): Promise<number> {
  return query((db) => db.$count(consents, eq(consents.userId, id)))
}
