import { metrics, startMetrics } from '@/lib/metrics/metrics'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, enter } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite({ METRICS_TOKEN: 'm'.repeat(32) })
  await startMetrics()
})
test.afterAll(() => site.stop())

test('the metrics count each login that reaches an app, by the kind of the app', async () => {
  // Other tests of this process may have counted before.
  const before = await counts()
  const [web, spa, browser] = [await anApp(site), await anApp(site, { kind: 'spa' }), aBrowser(site.url)]
  // Somebody who is not logged in yet has not come to the app.
  await browser.visit((await begin(web)).url)
  await browser.logIn(await someone())
  await enter(web, browser)
  await enter(web, browser)
  await enter(spa, browser)
  await browser.visit((await begin(web, { scope: 'openid', redirect_uri: 'https://evil.test/' })).url)
  const after = await counts()
  expect(names.map((name) => after[name]! - before[name]!)).toEqual([2, 1, 3])
})

const names = [
  'rekey_app_logins_total{kind="web"}',
  'rekey_app_logins_total{kind="spa"}',
  'rekey_provider_requests_total{endpoint="token",outcome="answered"}',
]

async function counts(): Promise<Record<string, number>> {
  const lines = (await metrics()!.registry.metrics()).split('\n').map((line) => line.split(' '))
  const found = new Map(lines.map(([name, value]) => [name, Number(value)]))
  return Object.fromEntries(names.map((name) => [name, found.get(name) ?? 0]))
}
