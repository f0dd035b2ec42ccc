import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { findAppsOf } from '@/db/provider/apps'
import { providerRecords } from '@/db/provider/login-tables'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, enter } from '@/test/provider/running-app'
import { pageOf } from '@/test/provider/shown-page'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const asking: [fields: Parameters<typeof anApp>[1], wish?: Record<string, string>][] = [
  [{ allow: 'listed' }],
  [{ needsVerified: true }],
  [{ thirdParty: true }],
  [{}, { prompt: 'login' }],
  [{}, { prompt: 'consent', scope: 'openid offline_access' }],
  [{ kind: 'native', redirectUris: ['com.example.notes:/callback'] }, { redirect_uri: 'com.example.notes:/callback' }],
]
for (const [fields, wish] of asking)
  test(`nothing is stored for an app before its page is answered: ${JSON.stringify({ ...fields, ...wish })} [P31]`, async () => {
    const [app, first, user, browser] = [
      await anApp(site, fields),
      await anApp(site),
      await someone(),
      aBrowser(site.url),
    ]
    await browser.logIn(user)
    await enter(first, browser)
    await pageOf(app, browser, wish)
    expect(await query((db) => db.$count(providerRecords, eq(providerRecords.clientId, app.id)))).toBe(0)
    expect((await findAppsOf(user.id)).map(({ client }) => client.id)).toEqual([first.id])
  })
