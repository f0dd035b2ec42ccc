import type { Page } from 'playwright/test'
import { startApp } from '../support/apps/an-app'
import { logInHere, welcomed } from '../support/apps/go-through-login'
import { startTlsFront } from '../support/servers/tls-front'
import { registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { expect, test } from '../support/test'

let front: Awaited<ReturnType<typeof startTlsFront>>
test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  environment: async ({}, use) => {
    front ??= await startTlsFront()
    await use({ APP_URL: front.url, PROVIDER: 'on', RATE_LIMITS: 'off' })
  },
  baseURL: async ({ site }, use) => {
    front.lead(site.url)
    await use(front.url)
  },
  ignoreHTTPSErrors: true,
})
test.afterAll(() => front?.stop())

for (const script of [true, false]) {
  test.describe(script ? 'behind TLS' : 'behind TLS without script', () => {
    test.use({ script })

    test('an app logs a person in and out, over https alone, with cookies that no other host can set [P20]', async ({
      page,
      person,
      site,
      mailbox,
    }) => {
      const app = await startApp(site, { fetch: front.fetch, add: ['--alg', 'ES256'] })
      const origins = new Set<string>()
      page.on('request', (request) => origins.add(new URL(request.url()).origin))
      await registerQuickly(page.request, person)
      await verifyQuickly(page.request, person, mailbox)

      await page.goto(app.beginUrl)
      await expect(page.getByText('Log in to continue to Wiki')).toBeVisible()
      expect(await safeCookies(page)).toContain('__Secure-interaction')
      await logInHere(page, person)
      await welcomed(page, app, person.email)
      expect(await safeCookies(page)).toEqual(expect.arrayContaining(['__Host-provider', '__Host-session']))
      await page.goto(app.beginUrl)
      await welcomed(page, app, person.email)
      expect(app.entered.map(({ claims }) => claims.iss)).toEqual([front.url, front.url])

      await page.goto(app.logoutUrl({ id_token_hint: app.entered[1]!.tokens.id_token! }))
      await expect(page).toHaveURL(`${app.url}/bye`)
      await page.goto('/account')
      await expect(page).toHaveURL(`${front.url}/login?next=/account`)
      expect([...origins].sort()).toEqual([app.url, front.url].sort())
      app.stop()
    })
  })
}

/** The names of the browser's cookies of the site, each of which only this host can set, and only over https. */
async function safeCookies(page: Page): Promise<string[]> {
  const cookies = (await page.context().cookies()).filter(({ domain }) => domain === 'localhost')
  for (const { name, secure, httpOnly } of cookies)
    expect([name, secure, httpOnly, /^__(Host|Secure)-/.test(name)]).toEqual([name, true, true, true])
  return cookies.map(({ name }) => name)
}
