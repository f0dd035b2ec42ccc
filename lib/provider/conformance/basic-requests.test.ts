import { aBrowser } from '@/test/provider/browser'
import { finish, pass } from '@/test/provider/conformance/flow'
import { aRun, discovered, refusalOf, requestOf, send } from '@/test/provider/conformance/run'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { CALLBACK } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test.describe('oidcc-basic-certification-test-plan [P40]', () => {
  test('oidcc-response-type-missing', async () => {
    const run = await aRun(site)
    expect(await refusalOf(run, requestOf(run, { response_type: '' }))).toBe('invalid_request')
  })

  test('oidcc-prompt-none-not-logged-in', async () => {
    const run = { ...(await aRun(site)), browser: aBrowser(site.url) }
    expect(await refusalOf(run, requestOf(run, { prompt: 'none' }))).toBe('login_required')
  })

  test('oidcc-prompt-none-logged-in', async () => {
    const run = await aRun(site)
    const first = await pass(run)
    const { claims } = await pass(run, { prompt: 'none' })
    expect([claims.sub, claims.auth_time]).toEqual([first.claims.sub, first.claims.auth_time])
  })

  test('oidcc-id-token-hint', async () => {
    const run = await aRun(site)
    const first = await pass(run)
    const { claims } = await pass(run, { prompt: 'none', id_token_hint: first.tokens.id_token })
    expect([claims.sub, claims.auth_time]).toEqual([first.claims.sub, first.claims.auth_time])
  })

  test('oidcc-max-age-10000', async () => {
    const run = await aRun(site)
    const first = await pass(run, { max_age: '15000' })
    const { claims } = await pass(run, { max_age: '10000' })
    expect([claims.sub, claims.auth_time]).toEqual([first.claims.sub, first.claims.auth_time])
  })

  test('oidcc-login-hint', async () => {
    const run = { ...(await aRun(site)), browser: aBrowser(site.url) }
    const request = requestOf(run, { login_hint: run.user.email })
    const page = await send(run, request)
    // What the page fills in as the email.
    expect(JSON.parse(page.text)).toMatchObject({ step: 'log-in', email: run.user.email })
    await run.browser.logIn(run.user)
    await finish(run, request, (await run.browser.visit(page.url)).location)
  })

  test('oidcc-ui-locales', async () => {
    await pass(await aRun(site), { ui_locales: 'se' })
  })

  test('oidcc-claims-locales', async () => {
    await pass(await aRun(site), { claims_locales: 'se' })
  })

  test('oidcc-ensure-request-with-unknown-parameter-succeeds', async () => {
    await pass(await aRun(site), { extra: 'foobar' })
  })

  test('oidcc-ensure-request-with-acr-values-succeeds', async () => {
    const { acr_values_supported } = await discovered(site)
    const { claims } = await pass(await aRun(site), { acr_values: acr_values_supported.join(' ') })
    expect(acr_values_supported).toContain(claims.acr)
  })

  test('oidcc-ensure-post-request-succeeds', async () => {
    const run = await aRun(site)
    const request = requestOf(run)
    const { location } = await run.browser.visit('/oauth/authorize', { method: 'POST', body: request })
    await finish(run, request, location)
  })

  test('oidcc-ensure-registered-redirect-uri', async () => {
    const run = await aRun(site)
    const answer = await send(run, requestOf(run, { redirect_uri: `${CALLBACK}/other` }))
    expect([answer.status, answer.location]).toEqual([400, undefined])
    expect(answer.text).toContain('an address that isn’t registered')
  })

  test('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', async () => {
    const run = await aRun(site)
    // What is not said means that it is not supported.
    expect((await discovered(site)).request_parameter_supported ?? false).toBe(false)
    const [request, object] = [requestOf(run), unsigned({ client_id: run.app.id, redirect_uri: CALLBACK })]
    request.set('request', object)
    expect(await refusalOf(run, request)).toBe('request_not_supported')
  })

  test('oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported', async () => {
    const run = await aRun(site)
    expect((await discovered(site)).request_uri_parameter_supported).toBe(false)
    const request = requestOf(run, { request_uri: 'https://wiki.example.com/request.jwt' })
    expect(await refusalOf(run, request)).toBe('request_uri_not_supported')
  })

  test('oidcc-ensure-request-object-with-redirect-uri', async () => {
    const run = await aRun(site)
    const request = unsigned({ client_id: run.app.id, redirect_uri: CALLBACK })
    const answer = await send(run, requestOf(run, { redirect_uri: `${CALLBACK}/other`, request }))
    // Neither address gets an answer, although that in the object is registered.
    expect([answer.status, answer.location]).toEqual([400, undefined])
  })
})

test.describe('oidcc-dynamic-certification-test-plan [P40]', () => {
  test('oidcc-ensure-redirect-uri-in-authorization-request', async () => {
    const run = await aRun(site)
    const answer = await send(run, requestOf(run, { redirect_uri: '' }))
    expect([answer.status, answer.location]).toEqual([400, undefined])
  })
})

function unsigned(claims: object): string {
  const parts = [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  return `${parts.join('.')}.`
}
