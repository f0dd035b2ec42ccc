import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { sessions } from '@/db/schema'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, enter, urlOf } from '@/test/provider/running-app'
import { before } from '@/test/provider/slow-records'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

for (const kind of ['Grant', 'AuthorizationCode', 'Session'])
  test(`a session that ends just before its ${kind} is stored leads to a login [P11]`, async () => {
    // Also if the browser has been in an app before, when nothing is shown on the way.
    for (const isKnown of [false, true]) {
      const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
      const { tokenHash } = await browser.logIn(user)
      if (isKnown) await enter(await anApp(site), browser)
      const url = await urlOf(app)
      const page = await before(
        kind,
        () => endSession(tokenHash),
        () => browser.visit(url),
      )
      expect([isKnown, page.status, page.location]).toEqual([isKnown, 200, undefined])
      expect(JSON.parse(page.text)).toMatchObject({ step: 'log-in', app: { id: app.id } })
      expect(await query((db) => db.$count(providerRecords, eq(providerRecords.userId, user.id)))).toBe(0)
    }
  })

test('a session that ends while it is logged out by an app is logged out, and is no fault of ours [P11]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(await someone())
  const { tokens } = await enter(app, browser)
  const logout = `/oauth/logout?id_token_hint=${tokens.id_token}`
  const answer = await before(
    'Session',
    () => endSession(tokenHash),
    () => browser.visit(logout),
  )
  expect([answer.status, new URL(answer.location!).pathname]).toEqual([303, '/login'])
})

async function endSession(tokenHash: string): Promise<void> {
  await query((db) => db.delete(sessions).where(eq(sessions.tokenHash, tokenHash)))
}
