import { eq } from 'drizzle-orm'
import { decodeJwt, generateKeyPair, SignJWT } from 'jose'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { pass } from '@/test/provider/conformance/flow'
import { aRun, BYE, type Fields, type Run, refusalOf, requestOf } from '@/test/provider/conformance/run'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

/** Every kind of character that a state may have (RFC 6749, appendix A.5), without those that the suite leaves out. */
const STATE = `aZ09!"#$%&'()*,-./:<=>?@[\\]^_\`{|}~`

test.describe('oidcc-rp-initiated-logout-certification-test-plan [P40]', () => {
  test('oidcc-rp-initiated-logout', async () => {
    const { run, end } = await entered()
    const { location } = await end()
    const url = new URL(location!)
    expect([url.origin + url.pathname, [...url.searchParams]]).toEqual([BYE, [['state', STATE]]])
    await isLoggedOut(run)
  })

  test('oidcc-rp-initiated-logout-no-state', async () => {
    const { run, end } = await entered()
    expect((await end({ state: '' })).location).toBe(BYE)
    await isLoggedOut(run)
  })

  test('oidcc-rp-initiated-logout-no-post-logout-redirect-uri', async () => {
    const { run, end } = await entered()
    const { location } = await end({ post_logout_redirect_uri: '' })
    // Our page that says so.
    expect(location).toBe(`${site.url}/login?notice=logged-out`)
    await isLoggedOut(run)
  })

  test('oidcc-rp-initiated-logout-bad-post-logout-redirect-uri', async () => {
    const { run, end } = await entered()
    await isRefused(run, await end({ post_logout_redirect_uri: `${BYE}/other` }))
  })

  test('oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri', async () => {
    const { run, end } = await entered()
    await isRefused(run, await end({ post_logout_redirect_uri: `${BYE}?foo=bar` }))
  })

  test('oidcc-rp-initiated-logout-modified-id-token-hint', async () => {
    const { run, idToken, end } = await entered()
    const header = Buffer.from('{"alg":"none"}').toString('base64url')
    await isRefused(run, await end({ id_token_hint: `${header}.${idToken.split('.')[1]}.` }))
  })

  test('oidcc-rp-initiated-logout-bad-id-token-hint', async () => {
    const { run, idToken, end } = await entered()
    const { privateKey } = await generateKeyPair('RS256')
    const forged = new SignJWT(decodeJwt(idToken)).setProtectedHeader({ alg: 'RS256', kid: 'of-the-suite' })
    await isRefused(run, await end({ id_token_hint: await forged.sign(privateKey) }))
  })
})

/** Someone who has logged in to the app, and the request with which the suite ends that, with what the module changes. */
async function entered() {
  const run = await aRun(site)
  const idToken = (await pass(run)).tokens.id_token
  const usual = { id_token_hint: idToken, post_logout_redirect_uri: BYE, state: STATE }
  const end = (more: Fields = {}) => {
    const fields = Object.entries({ ...usual, ...more }).filter(([, value]) => value !== '')
    return run.browser.visit(`/oauth/logout?${new URLSearchParams(fields)}`)
  }
  return { run, idToken, end }
}

async function isLoggedOut(run: Run): Promise<void> {
  expect(await refusalOf(run, requestOf(run, { prompt: 'none' }))).toBe('login_required')
}

/** An error page, and nobody is led anywhere or logged out. */
async function isRefused(run: Run, { status, location, text }: Awaited<ReturnType<Run['browser']['visit']>>) {
  expect([status, location]).toEqual([400, undefined])
  expect(text).toContain('<h1>')
  expect(await query((db) => db.$count(sessions, eq(sessions.tokenHash, run.tokenHash)))).toBe(1)
}
