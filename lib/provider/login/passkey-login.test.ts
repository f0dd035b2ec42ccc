import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { confirmOptions } from '@/lib/confirmation/options'
import { loginOptions } from '@/lib/passkeys/login-options'
import { passkeyLogin } from '@/lib/passkeys/passkey-login'
import { secondStep } from '@/lib/two-step/second-step'
import { secondStepOptions } from '@/lib/two-step/second-step-options'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf } from '@/test/accounts/second-steps'
import { aSigningPasskeyOf } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, enter, redeem } from '@/test/provider/running-app'
import { pageOf } from '@/test/provider/shown-page'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const here = aCaller('browser')

test('a login with a passkey leads on into the app, whether two-step login is on or off [M2, P25]', async () => {
  for (const user of [await someone({ verified: true }), (await someoneWithTwoStep()).user]) {
    const [app, browser] = [await anApp(site), aBrowser(site.url)]
    const { device } = await aSigningPasskeyOf(user)
    const { begun, url } = await pageOf(app, browser)
    const { token } = successOf(await passkeyLogin({ credential: device.get(await loginChallenge()) }, here))
    browser.keepSession(token)
    const { location } = await browser.visit(url)
    const claims = (await redeem(app, begun, location!)).claims()
    expect(claims).toMatchObject({ sub: user.id, acr: '2', amr: ['swk', 'user', 'mfa'] })
  }
})

test('a passkey whose device has not verified its user leads into no app [M2, M18]', async () => {
  const [user, app, browser] = [await someone({ verified: true }), await anApp(site), aBrowser(site.url)]
  const { url } = await pageOf(app, browser)
  const { device } = await aSigningPasskeyOf(user)
  const credential = device.get(await loginChallenge(), { userVerified: false })
  expect(await passkeyLogin({ credential }, here)).toMatchObject({ ok: false, code: 'passkey-refused' })
  expect(JSON.parse((await browser.visit(url)).text)).toMatchObject({ step: 'log-in' })
})

test('a passkey as the second step leads on into the app [M2, P25]', async () => {
  const [{ user }, app, browser] = [await someoneWithTwoStep(), await anApp(site), aBrowser(site.url)]
  const { device } = await aSigningPasskeyOf(user)
  const { begun, url } = await pageOf(app, browser)
  const login_token = await loginTokenOf(user, here)
  const { options } = successOf(await secondStepOptions({ login_token }, here))
  const { token } = successOf(await secondStep({ login_token, credential: device.get(options) }, here))
  browser.keepSession(token)
  const { location } = await browser.visit(url)
  const claims = (await redeem(app, begun, location!)).claims()
  expect(claims).toMatchObject({ sub: user.id, acr: '2', amr: ['pwd', 'swk', 'mfa'] })
})

test('prompt=login is answered by confirming with a passkey [P25]', async () => {
  const [user, app, browser] = [await someone({ verified: true }), await anApp(site), aBrowser(site.url)]
  const { device } = await aSigningPasskeyOf(user)
  const credential = await browser.logIn(user)
  await enter(app, browser)
  const begun = await begin(app, { prompt: 'login' })
  const page = await browser.visit(begun.url)
  expect(JSON.parse(page.text)).toMatchObject({ step: 'confirm-password' })
  const caller = { ...here, credential }
  const { options } = successOf(await confirmOptions({}, caller))
  successOf(await confirmOwner({ credential: device.get(options) }, caller))
  const { location } = await browser.visit(page.url)
  expect((await redeem(app, begun, location!)).claims()).toMatchObject({ acr: '2', amr: ['pwd', 'swk', 'mfa'] })
})

const loginChallenge = async () => successOf(await loginOptions({}, here)).options
