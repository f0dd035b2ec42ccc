import * as openid from 'openid-client'
import { appCode } from '@/e2e/support/app-code'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { login } from '@/lib/sessions/login/login'
import { secondStep } from '@/lib/two-step/second-step'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf, recoveryCodesOf } from '@/test/accounts/second-steps'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { aResetLink } from '@/test/links/a-reset-link'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, redeem } from '@/test/provider/running-app'
import { pageOf } from '@/test/provider/shown-page'
import { post, refreshOf } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const here = aCaller('browser')

test('the password alone leads into no app, and the second step leads on into it, also with a recovery code [M2]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const [recoveryCode] = await recoveryCodesOf(user)
  for (const code of [appCode(secret), recoveryCode]) {
    const [app, browser] = [await anApp(site), aBrowser(site.url)]
    const { begun, url } = await pageOf(app, browser)
    const login_token = await loginTokenOf(user, here)
    expect(JSON.parse((await browser.visit(url)).text)).toMatchObject({ step: 'log-in' })
    const done = await secondStep({ login_token, code }, here)
    if (!done.ok) throw new Error(done.code)
    browser.keepSession(done.value.token)
    const { location } = await browser.visit(url)
    expect((await redeem(app, begun, location!)).claims()).toMatchObject({ sub: user.id, acr: '2' })
  }
})

test('a password reset leads into no app without the second step [M2, B19]', async () => {
  const [{ user }, app, browser] = [await someoneWithTwoStep(), await anApp(site), aBrowser(site.url)]
  const { url } = await pageOf(app, browser)
  const { token } = await aResetLink(user)
  expect(await resetPassword({ token, new_password: 'a quite new phrase' }, here)).toMatchObject({ ok: true })
  expect(await login({ email: user.email, password: 'a quite new phrase' }, here)).toMatchObject({
    code: 'second-step-required',
  })
  expect(JSON.parse((await browser.visit(url)).text)).toMatchObject({ step: 'log-in' })
})

test('a login that waits for its second step opens nothing of an app: no page, no token, no claims [M3]', async () => {
  const [{ user }, app, browser] = [await someoneWithTwoStep(), await anApp(site), aBrowser(site.url)]
  const token = await loginTokenOf(user, here)
  const waiting = await loginTokenOf(user)
  for (const each of [token, waiting]) {
    // As the session, and as the cookie that really has it.
    browser.keepSession(each)
    browser.jar.set('login /', { value: each, path: '/' })
    expect((await pageOf(app, browser)).shown).toMatchObject({ step: 'log-in' })
    await expect(pageOf(app, browser, { prompt: 'none' })).rejects.toThrow('login_required')
    const info = await fetch(`${site.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${each}` } })
    expect(info.status).toBe(401)
    expect(await post(app, refreshOf(each))).toEqual({ status: 400, error: 'invalid_grant' })
    expect((await openid.tokenIntrospection(app.openid, each)).active).toBe(false)
  }
})
