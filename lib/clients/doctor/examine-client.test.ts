import { touchClient } from '@/db/provider/clients'
import { findingsBeyondFine } from '@/test/doctor-context'
import { aWiki, examined, level } from '@/test/provider/examined-app'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a healthy app has no problem, and every check ran', async () => {
  await using wiki = await aWiki(site)
  const app = await wiki.register()
  await touchClient(app.id)
  const findings = await examined(app.id, app.secret)
  expect(findingsBeyondFine(findings)).toEqual([])
  const checks = [
    'discovery',
    'keys',
    'clock.site',
    'disabled',
    'refusals',
    'authorize',
    'token',
    'redirect',
    'post-logout',
  ]
  expect([...new Set(findings.map(({ check }) => check))]).toEqual([...checks, 'clock.app', 'backchannel', 'notices'])
  const called = wiki.requests.map(({ method, url }) => `${method} ${url.split('?')[0]}`)
  expect(called.sort()).toEqual(['GET /bye', 'GET /cb', 'POST /logout'])
  const canceled = wiki.requests.find(({ url }) => url.startsWith('/cb'))!
  expect(canceled.url).toBe(`/cb?error=access_denied&state=doctor&iss=${encodeURIComponent(site.url)}`)
})

test('what is on the devices of people is not called', async () => {
  await using wiki = await aWiki(site)
  const redirectUris = ['com.example.wiki:/cb', `${wiki.url}/cb`]
  const app = await anApp(site, { kind: 'native', redirectUris })
  const findings = await examined(app.id)
  expect(findings.filter(({ check }) => check === 'device')).toHaveLength(2)
  expect(level(findings, 'authorize')).toBe('ok')
  expect(wiki.requests).toEqual([])
})

test('a disabled app, and PROVIDER=off, are said first, and no login is tried', async () => {
  await using wiki = await aWiki(site)
  const app = await wiki.register({ disabledAt: new Date(0) })
  const findings = await examined(app.id, app.secret)
  expect(level(findings, 'disabled')).toBe('fault')
  expect(findingsBeyondFine(findings)).toEqual(['fault disabled'])
  expect(findings.filter(({ check }) => ['authorize', 'token', 'secret'].includes(check))).toEqual([])
  const off = await withSettings({ PROVIDER: 'off', APP_URL: site.url }, () => examined(app.id))
  expect(off[0]).toMatchObject({ check: 'provider', mend: 'PROVIDER=on' })
})
