import * as openid from 'openid-client'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'
import { aCaller } from '@/test/accounts/callers'
import { loggedInByPasskey } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, CALLBACK, enter, errorOf, redeem } from '@/test/provider/running-app'
import { enterWithConsent, OFFLINE, pageOf } from '@/test/provider/shown-page'
import { codeOf, infoStatus, post, refreshOf } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

/** The operator begins to require it. */
const whileRequired = <T>(work: () => Promise<T>) =>
  withSettings({ SECOND_FACTOR: 'required', PROVIDER: 'on', APP_URL: site.url }, work)

/** Someone with a passkey and without two-step login, who is logged in in a browser. */
async function someoneHere() {
  const [app, user, browser] = [await anApp(site), await someone({ verified: true }), aBrowser(site.url)]
  const passkey = await aPasskeyOf(user)
  return { app, user, browser, passkey, credential: await browser.logIn(user) }
}

/** The passkey is enough for it, and the session has just begun. */
async function setUp(credential: { token: string }): Promise<void> {
  const caller = { ...aCaller('browser'), credential: { token: credential.token, kind: 'browser' as const } }
  expect(await switchOnTwoStep({}, caller)).toMatchObject({ ok: true })
}

test('an account without two-step login gets the setup and no code, and goes on into the app after it [M28]', async () => {
  await whileRequired(async () => {
    const { app, user, browser, credential } = await someoneHere()
    const { begun, url, shown } = await pageOf(app, browser)
    expect(shown).toMatchObject({ step: 'set-up', app: { id: app.id }, user: { id: user.id } })
    // However often it comes back.
    for (let turn = 0; turn < 2; turn++) expect((await pageOf(app, browser)).shown.step).toBe('set-up')
    await setUp(credential)
    const { location } = await browser.visit(url)
    expect((await redeem(app, begun, location!)).claims()).toMatchObject({ sub: user.id })
  })
})

test('a session from before, in which the app was entered already, gets no code any more, nor does one that a passkey began [M28]', async () => {
  const { app, user, browser, passkey, credential } = await someoneHere()
  await enter(app, browser)
  const other = aBrowser(site.url)
  other.keepSession((await loggedInByPasskey(user, passkey, 'browser')).token)
  await enter(app, other)
  await whileRequired(async () => {
    for (const each of [browser, other]) {
      expect((await pageOf(app, each)).shown.step).toBe('set-up')
      expect(await errorOf(app, each, { prompt: 'none' })).toMatchObject({ error: 'interaction_required' })
    }
    await setUp(credential)
    await enter(app, browser)
  })
})

test('a code from before is not redeemed [M28]', async () => {
  const { app, browser } = await someoneHere()
  const { url, verifier } = await begin(app)
  const { location } = await browser.visit(url)
  expect(location).toContain(`${CALLBACK}?code=`)
  await whileRequired(async () => {
    expect(await post(app, codeOf(location!, verifier))).toEqual({ status: 400, error: 'invalid_grant' })
  })
})

test('tokens from before are neither renewed nor answered, and work again after the setup [M28]', async () => {
  const { app, browser, credential } = await someoneHere()
  const { tokens } = await enter(app, browser)
  const [access, refresh] = [tokens.access_token, tokens.refresh_token!]
  const introspected = async (token: string) => (await openid.tokenIntrospection(app.openid, token)).active
  await whileRequired(async () => {
    expect(await post(app, refreshOf(refresh))).toEqual({ status: 400, error: 'invalid_grant' })
    expect(await infoStatus(access)).toBe(401)
    for (const token of [access, refresh]) expect(await introspected(token)).toBe(false)
    await setUp(credential)
    expect(await infoStatus(access)).toBe(200)
    expect(await introspected(access)).toBe(true)
    expect(await post(app, refreshOf(refresh))).toMatchObject({ status: 200 })
  })
})

test('access from before that outlives sessions waits for the setup, too [M28]', async () => {
  const { app, browser } = await someoneHere()
  const { refresh_token } = await enterWithConsent(app, browser, OFFLINE)
  await whileRequired(async () => {
    expect(await post(app, refreshOf(refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  })
  expect(await post(app, refreshOf(refresh_token!))).toMatchObject({ status: 200 })
})

test('an app that wants a verified email asks for that first, and shows nobody it does not admit a setup [M28]', async () => {
  await whileRequired(async () => {
    const [user, browser] = [await someone(), aBrowser(site.url)]
    await browser.logIn(user)
    expect((await pageOf(await anApp(site, { needsVerified: true }), browser)).shown.step).toBe('verify-email')
    expect((await pageOf(await anApp(site, { allow: 'listed' }), browser)).shown.step).toBe('forbidden')
    expect((await pageOf(await anApp(site, { thirdParty: true }), browser)).shown.step).toBe('set-up')
  })
})

test('an account with two-step login enters apps as before [M28]', async () => {
  const { caller } = await someoneWithTwoStep()
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  browser.keepSession(caller.credential.token)
  await whileRequired(async () => {
    const { tokens } = await enter(app, browser)
    expect(await infoStatus(tokens.access_token)).toBe(200)
    expect((await openid.tokenIntrospection(app.openid, tokens.access_token)).active).toBe(true)
  })
})
