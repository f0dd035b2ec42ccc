import * as openid from 'openid-client'
import { readLink } from '@/lib/links/mailed-link'
import { issueToken } from '@/lib/service-tokens/issue-token'
import { currentUser } from '@/lib/sessions/current-user'
import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { userLinkPurposes } from '@/test/links/link-row'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, enter } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('no token works at a door that is not its own [P10]', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  const { token: session } = await browser.logIn(user)
  const { tokens, location } = await enter(app, browser)
  const caller = await aCallerOf(user)
  const service = await issueToken({ audience: 'billing' }, caller)
  if (!service.ok) throw new Error(service.code)
  const ofApps = [tokens.access_token, tokens.refresh_token!, tokens.id_token!, codeIn(location)]
  const ofRekey = [session, caller.credential.token, service.value.service_token]
  for (const token of ofApps) {
    for (const kind of ['api', 'browser'] as const) expect(await currentUser({ token, kind })).toBeUndefined()
    for (const purpose of userLinkPurposes)
      expect(await readLink(purpose, token)).toMatchObject({ state: 'link-invalid' })
  }
  for (const token of [...ofRekey, tokens.refresh_token!, tokens.id_token!, codeIn(location)]) {
    const info = await fetch(`${site.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } })
    expect(info.status).toBe(401)
  }
  for (const token of [...ofRekey, tokens.access_token, tokens.id_token!, codeIn(location)])
    await expect(openid.refreshTokenGrant(app.openid, token)).rejects.toThrow()
})

test('only pages of the app’s own origins read its answers, and never with cookies [P30]', async () => {
  const app = await anApp(site, { kind: 'spa' })
  const own = 'https://wiki.example.com'
  const readableBy = async (origin: string, path = '/oauth/token') => {
    const body = new URLSearchParams({ client_id: app.id, grant_type: 'refresh_token', refresh_token: 'x' })
    const answer = await fetch(site.url + path, { method: 'POST', headers: { origin }, body })
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    return answer.headers.get('access-control-allow-origin')
  }
  expect(await readableBy(own)).toBe(own)
  for (const other of ['https://evil.test', 'null', `${own}.evil.test`, `${own}:8443`, 'http://wiki.example.com'])
    expect([other, await readableBy(other)]).toEqual([other, null])
  for (const path of ['/.well-known/openid-configuration', '/oauth/jwks']) {
    const answer = await fetch(site.url + path, { headers: { origin: 'https://evil.test' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://evil.test')
  }
  const { url } = await begin(app)
  const page = await fetch(url, { redirect: 'manual', headers: { origin: own } })
  expect(page.headers.get('access-control-allow-origin')).toBeNull()
})

test('the library prints nothing of its own during a whole login', async () => {
  const { info, warn } = console
  const printed: unknown[] = []
  Object.assign(console, {
    info: (...words: unknown[]) => printed.push(words),
    warn: (...words: unknown[]) => printed.push(words),
  })
  try {
    const [app, browser] = [await anApp(site), aBrowser(site.url)]
    await browser.logIn(await someone())
    const { tokens } = await enter(app, browser)
    const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
    await openid.tokenIntrospection(app.openid, next.access_token)
    await openid.tokenRevocation(app.openid, next.access_token)
    await browser.visit(`/oauth/logout?id_token_hint=${tokens.id_token}`)
  } finally {
    Object.assign(console, { info, warn })
  }
  expect(printed).toEqual([])
})

test('no cache keeps an answer of the provider, except discovery', async () => {
  const form = { method: 'POST', body: new URLSearchParams({ state: 'x' }), redirect: 'manual' } as const
  const asked: [path: string, init?: RequestInit][] = [
    ['/oauth/authorize', form],
    ['/oauth/authorize?state=%00'],
    ['/oauth/authorize?state=x'],
    ['/oauth/logout'],
    ['/oauth/token', form],
    ['/oauth/token', { method: 'GET' }],
    ['/oauth/userinfo'],
  ]
  for (const [path, init] of asked) {
    const { headers } = await fetch(site.url + path, { redirect: 'manual', ...init })
    expect([path, headers.get('cache-control')]).toEqual([path, 'no-store'])
  }
  const known = await fetch(`${site.url}/.well-known/openid-configuration`)
  expect(known.headers.get('cache-control')).toBe('public, max-age=300')
})

test('with PROVIDER off, every address is unknown [P34]', async () => {
  const names = ['authorize', 'token', 'userinfo', 'jwks', 'revoke', 'introspect', 'logout']
  const known = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']
  await withSettings({ PROVIDER: 'off', APP_URL: site.url }, async () => {
    for (const path of [...names.map((name) => `/oauth/${name}`), ...known])
      for (const method of ['GET', 'POST', 'OPTIONS'])
        expect([path, method, (await fetch(site.url + path, { method })).status]).toEqual([path, method, 404])
  })
})

const codeIn = (location: string) => new URL(location).searchParams.get('code')!
