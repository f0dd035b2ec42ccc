import { aWiki, examined, level, said } from '@/test/provider/examined-app'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('something else at APP_URL, another issuer and foreign keys are told apart', async () => {
  const app = await anApp(site)
  const [issuer, keys] = ['/.well-known/openid-configuration', '/oauth/jwks']
  const cases: [Record<string, number | string>, string, RegExp][] = [
    [{ [issuer]: 404 }, 'discovery', /is not found \(404\)/],
    [{ [issuer]: 302 }, 'discovery', /redirects to/],
    [{ [issuer]: '<html>' }, 'discovery', /is not Rekey \(200\)/],
    [
      { [issuer]: '{"issuer":"https://x.example.com/"}' },
      'discovery',
      /names the issuer https:\/\/x\.example\.com\/, but/,
    ],
    [{ [issuer]: 'SELF', [keys]: '{"keys":[]}' }, 'keys', /no key for RS256/],
    [{ [issuer]: 'SELF', [keys]: '{"keys":[{"kid":"x","alg":"RS256"}]}' }, 'keys', /lacks the key/],
    [{ [issuer]: 'SELF', [keys]: 502 }, 'keys', /contains no keys \(502\)/],
  ]
  for (const [answers, check, says] of cases) {
    await using other = await aWiki(site, answers)
    const findings = await withSettings({ PROVIDER: 'on', APP_URL: other.url }, () => examined(app.id))
    expect(level(findings, check), String(says)).toBe('fault')
    expect(said(findings, check)).toMatch(says)
    expect(findings.some((found) => found.check === 'authorize')).toBe(check === 'keys')
  }
})
