import { findClientFaults } from '@/db/provider/client-facts'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, errorOf, urlOf } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('what a person has still to do is no fault of the app, and a request that it may not make is one', async () => {
  const [plain, third, careful] = [
    await anApp(site),
    await anApp(site, { thirdParty: true }),
    await anApp(site, { needsVerified: true }),
  ]
  const [stranger, browser] = [aBrowser(site.url), aBrowser(site.url)]
  await browser.logIn(await someone())
  // Only with a page does the library hear of the login.
  await browser.visit(await urlOf(plain))
  for (const [app, who, error] of [
    [plain, stranger, 'login_required'],
    [third, browser, 'consent_required'],
    [careful, browser, 'interaction_required'],
  ] as const) {
    expect((await errorOf(app, who, { prompt: 'none' })).error).toBe(error)
    await errorOf(app, who, { code_challenge_method: 'plain' })
    // Faults are recorded in the background, one after the other.
    await expect.poll(() => codesOf(app)).toContain('invalid_request')
    expect(await codesOf(app), error).toEqual(['invalid_request'])
  }
})

const codesOf = async ({ id }: { id: string }) => (await findClientFaults(id, 10)).map(({ code }) => code)
