import { createHash, randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { decodeProtectedHeader } from 'jose'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { askToken, bearer, finish, infoBy, pass, tokensFor } from '@/test/provider/conformance/flow'
import { aRun, discovered, type Run, requestOf, send } from '@/test/provider/conformance/run'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp } from '@/test/provider/running-app'
import { decide } from '@/test/provider/shown-page'
import { infoStatus } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test.describe('oidcc-basic-certification-test-plan [P40]', () => {
  test('oidcc-server', async () => {
    await pass(await aRun(site))
  })

  test('oidcc-server-client-secret-post', async () => {
    await pass(await aRun(site), {}, 'client_secret_post')
  })

  test('oidcc-idtoken-signature', async () => {
    const { tokens } = await pass(await aRun(site))
    expect(decodeProtectedHeader(tokens.id_token)).toMatchObject({ alg: 'RS256', kid: expect.any(String) })
  })

  test('oidcc-idtoken-unsigned', async () => {
    expect((await discovered(site)).id_token_signing_alg_values_supported).not.toContain('none')
  })

  test('oidcc-userinfo-get', async () => {
    const run = await aRun(site)
    const { tokens } = await pass(run)
    await infoBy(run, { method: 'GET', ...bearer(tokens) })
  })

  test('oidcc-userinfo-post-header', async () => {
    const run = await aRun(site)
    const { tokens } = await pass(run)
    await infoBy(run, { method: 'POST', ...bearer(tokens) })
  })

  test('oidcc-userinfo-post-body', async () => {
    const run = await aRun(site)
    const { access_token } = (await pass(run)).tokens
    await infoBy(run, { method: 'POST', body: new URLSearchParams({ access_token }) })
  })

  test('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', async () => {
    await pass(await aRun(site), { nonce: '' })
  })

  test('oidcc-ensure-request-with-valid-pkce-succeeds', async () => {
    const run = await aRun(site)
    const code_verifier = randomBytes(32).toString('base64url')
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url')
    const request = requestOf(run, { code_challenge, code_challenge_method: 'S256' })
    await finish(run, request, (await send(run, request)).location, { more: { code_verifier } })
  })

  test('oidcc-codereuse', async () => {
    const run = await aRun(site)
    await codeIsUsedUp(run, (await pass(run)).fields)
  })

  test('oidcc-codereuse-30seconds', async () => {
    const run = await aRun(site)
    const { fields, tokens } = await pass(run)
    const earlier = sql`${providerRecords.consumedAt} - interval '30 seconds'`
    await query((db) =>
      db.update(providerRecords).set({ consumedAt: earlier }).where(eq(providerRecords.clientId, run.app.id)),
    )
    await codeIsUsedUp(run, fields)
    expect(await infoStatus(tokens.access_token)).toBe(401)
  })

  test('oidcc-refresh-token', async () => {
    expect((await discovered(site)).grant_types_supported).toContain('refresh_token')
    const first = await aRun(site)
    const second = { ...first, app: await anApp(site, { pkce: false }) }
    await refreshed(first)
    const refresh_token = await refreshed(second)
    const stolen = await askToken(first, { grant_type: 'refresh_token', refresh_token })
    expect([stolen.status, stolen.body.error]).toEqual([400, 'invalid_grant'])
  })
})

async function codeIsUsedUp(run: Run, fields: Record<string, string>): Promise<void> {
  const { status, body } = await askToken(run, fields)
  expect([status, body.error]).toEqual([400, 'invalid_grant'])
}

/** Logs in, with the consent that access without a session needs, and refreshes. Returns the newest refresh token. */
async function refreshed(run: Run): Promise<string> {
  const scope = 'openid offline_access'
  const request = requestOf(run, { scope, prompt: 'consent' })
  const page = await send(run, request)
  const { location } = await run.browser.visit(await decide(run.browser, page.url, true))
  const { tokens, claims } = await finish(run, request, location)
  const next = await tokensFor(run, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, scope })
  expect(next.tokens.access_token).not.toBe(tokens.access_token)
  for (const name of ['iss', 'sub', 'aud', 'auth_time', 'azp']) expect(next.claims[name]).toEqual(claims[name])
  expect(next.claims.iat).toBeGreaterThanOrEqual(claims.iat!)
  await infoBy(run, bearer(next.tokens))
  return next.tokens.refresh_token
}
