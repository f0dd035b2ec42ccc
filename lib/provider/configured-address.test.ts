import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, urlOf } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('addresses come from the configuration alone [P20]', async () => {
  const app = await anApp(site)
  const forged = {
    host: 'evil.test',
    forwarded: 'host=evil.test;proto=https',
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '444',
    'x-original-host': 'evil.test',
  }
  for (const path of ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/oauth/jwks']) {
    const [one, other] = [await fetch(site.url + path), await fetch(site.url + path, { headers: forged })]
    expect(await other.text()).toBe(await one.text())
  }
  const answer = await fetch(await urlOf(app), { redirect: 'manual', headers: forged })
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/^\/login\/app\/[\w-]+$/),
  ])
})

test('behind TLS that ends elsewhere, cookies are Secure and set by no other host, and addresses are https [P20]', async () => {
  const { search } = new URL(await urlOf(await anApp(site)))
  await withSettings({ APP_URL: 'https://accounts.example.com', PROVIDER: 'on' }, async () => {
    const answer = await fetch(`${site.url}/oauth/authorize${search}`, { redirect: 'manual' })
    const cookies = answer.headers.getSetCookie()
    expect(cookies.map((line) => line.split('=', 1)[0])).toEqual(
      expect.arrayContaining(['__Secure-interaction', '__Secure-interaction.sig', '__Secure-resume']),
    )
    for (const cookie of cookies) expect(cookie).toMatch(/; samesite=lax; secure; httponly/i)
    const known = await (await fetch(`${site.url}/.well-known/openid-configuration`)).json()
    expect(known).toMatchObject({
      issuer: 'https://accounts.example.com',
      token_endpoint: 'https://accounts.example.com/oauth/token',
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256'],
    })
  })
})

test('no more is offered than the code flow, refresh tokens and logout [P22]', async () => {
  const known = await (await fetch(`${site.url}/.well-known/openid-configuration`)).json()
  const at = Object.entries(known).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name))
  const names = ['authorize', 'introspect', 'jwks', 'logout', 'revoke', 'token', 'userinfo']
  expect(at.map(([, url]) => url).sort()).toEqual(names.map((name) => `${site.url}/oauth/${name}`))
  const lists = Object.entries(known).filter(([name, value]) => Array.isArray(value) && name !== 'claims_supported')
  expect(Object.fromEntries(lists)).toEqual({
    acr_values_supported: ['1', '2'],
    claim_types_supported: ['normal'],
    code_challenge_methods_supported: ['S256'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256'],
    response_modes_supported: ['form_post', 'fragment', 'query'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'phone', 'offline_access'],
    subject_types_supported: ['public'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  })
})
