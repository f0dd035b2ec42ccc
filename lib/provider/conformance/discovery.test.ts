import { discovered } from '@/test/provider/conformance/run'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { expect, test } from '@/test/unit'

const ISSUER = 'https://accounts.example.com'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite({ APP_URL: ISSUER })
})
test.afterAll(() => site.stop())

test.describe('oidcc-config-certification-test-plan [P40]', () => {
  test('oidcc-discovery-endpoint-verification', async () => {
    const known = await discovered(site)
    expect(known.issuer).toBe(ISSUER)
    for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'])
      expect(new URL(known[name]).protocol).toBe('https:')
    allAreHttps(known)
    expect(known).toMatchObject({
      response_types_supported: expect.arrayContaining(['code']),
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: expect.arrayContaining(['RS256']),
      grant_types_supported: expect.arrayContaining(['authorization_code']),
      scopes_supported: expect.arrayContaining(['openid']),
      claims_supported: expect.arrayContaining(['sub', 'iss', 'auth_time', 'acr', 'name', 'email']),
      code_challenge_methods_supported: ['S256'],
      claims_parameter_supported: true,
    })
    for (const scope of known.scopes_supported) expect(scope).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/)
    await keysArePublic()
  })
})

test.describe('oidcc-rp-initiated-logout-certification-test-plan [P40]', () => {
  test('oidcc-rp-initiated-logout-discovery-endpoint-verification', async () => {
    const known = await discovered(site)
    expect(known.end_session_endpoint).toBe(`${ISSUER}/oauth/logout`)
    allAreHttps(known)
  })
})

test.describe('oidcc-backchannel-rp-initiated-logout-certification-test-plan [P40]', () => {
  test('oidcc-backchannel-logout-discovery-endpoint-verification', async () => {
    const known = await discovered(site)
    expect(known).toMatchObject({
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      end_session_endpoint: `${ISSUER}/oauth/logout`,
    })
    allAreHttps(known)
  })
})

function allAreHttps(known: Record<string, unknown>): void {
  const endpoints = Object.entries(known).filter(([name]) => /_endpoint$|_uri$/.test(name))
  expect(endpoints.length).toBeGreaterThan(5)
  for (const [name, url] of endpoints) expect([name, url]).toEqual([name, expect.stringMatching(/^https:\/\//)])
}

/** Each key can be told apart and verify, and none can sign. */
async function keysArePublic(): Promise<void> {
  const { keys } = await (await fetch(`${site.url}/oauth/jwks`)).json()
  expect(keys.length).toBeGreaterThan(1)
  expect(new Set(keys.map(({ kid }: { kid: string }) => kid)).size).toBe(keys.length)
  for (const key of keys) {
    expect(key).toMatchObject({ kid: expect.any(String), use: 'sig', alg: expect.stringMatching(/^(RS|ES)256$/) })
    expect(Object.keys(key)).toEqual(expect.not.arrayContaining(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']))
  }
}
