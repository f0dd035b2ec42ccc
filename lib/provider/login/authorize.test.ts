import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, enter, errorOf, urlOf } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('every answer names the issuer, errors too [P21]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const refused = await errorOf(app, browser, { prompt: 'none' })
  expect(refused).toMatchObject({ error: 'login_required', iss: site.url })
  await browser.logIn(await someone())
  const { location } = await enter(app, browser)
  expect(new URL(location).searchParams.get('iss')).toBe(site.url)
})

test('apps without a secret must use PKCE with S256; an app with one may do without if its operator says so [P5]', async () => {
  const browser = aBrowser(site.url)
  await browser.logIn(await someone())
  for (const fields of [{ kind: 'spa' as const }, { kind: 'web' as const }]) {
    const app = await anApp(site, fields)
    expect((await errorOf(app, browser, { code_challenge: '', code_challenge_method: '' })).error).toBe(
      'invalid_request',
    )
    expect((await errorOf(app, browser, { code_challenge_method: 'plain' })).error).toBe('invalid_request')
  }
  const old = await anApp(site, { pkce: false })
  const url = new URL((await begin(old)).url)
  for (const name of ['code_challenge', 'code_challenge_method']) url.searchParams.delete(name)
  expect((await browser.visit(url.href)).location).toContain('code=')
})

test('prompt=none shows nothing and says what is missing [P24]', async () => {
  const [app, other] = [await anApp(site), await anApp(site, { thirdParty: true })]
  const [listed, careful] = [await anApp(site, { allow: 'listed' }), await anApp(site, { needsVerified: true })]
  const browser = aBrowser(site.url)
  expect((await errorOf(app, browser, { prompt: 'none' })).error).toBe('login_required')
  await browser.logIn(await someone())
  // The first login of the browser needs no page either, but only the page tells the library about it.
  await browser.visit(await urlOf(app))
  expect((await browser.visit(await urlOf(app, { prompt: 'none' }))).location).toContain('code=')
  expect((await errorOf(other, browser, { prompt: 'none' })).error).toBe('consent_required')
  expect((await errorOf(listed, browser, { prompt: 'none' })).error).toBe('access_denied')
  expect((await errorOf(careful, browser, { prompt: 'none' })).error).toBe('interaction_required')
})

test('the parameters of a login may come by a form, which becomes a link [P33]', async () => {
  const app = await anApp(site)
  const { search } = new URL(await urlOf(app))
  const form = { method: 'POST', body: new URLSearchParams(search), redirect: 'manual' } as const
  const answer = await fetch(`${site.url}/oauth/authorize`, form)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${site.url}/oauth/authorize${search}`])
  const long = await fetch(`${site.url}/oauth/authorize`, {
    ...form,
    body: new URLSearchParams({ state: 'x'.repeat(5_000) }),
  })
  expect(long.status).toBe(413)
})

test('a parameter of an extension that is not offered changes nothing', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  const more = { resource: 'https://api.example.com', dpop_jkt: 'x', authorization_details: '[{"type":"x"}]' }
  const { tokens } = await enter(app, browser, more)
  expect(tokens.token_type).toBe('bearer')
  expect(tokens.claims()!.aud).toBe(app.id)
})
