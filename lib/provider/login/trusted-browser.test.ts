import { login } from '@/lib/sessions/login/login'
import { someoneWithTrustedBrowser } from '@/test/accounts/trusted-browsers'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, enter } from '@/test/provider/running-app'
import { pageOf } from '@/test/provider/shown-page'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

async function loggedInByTrust() {
  const [{ user, browser: trusted }, browser] = [await someoneWithTrustedBrowser(), aBrowser(site.url)]
  const done = await login(user, trusted)
  if (!done.ok) throw new Error(done.code)
  browser.keepSession(done.value.token)
  return browser
}

test('an app learns that a login by trust had a second step, and that this was when trust was given [M29, P25]', async () => {
  const [app, browser] = [await anApp(site), await loggedInByTrust()]
  const { tokens } = await enter(app, browser, { max_age: '10000' })
  const { acr, amr, auth_time } = tokens.claims()!
  expect({ acr, amr }).toEqual({ acr: '2', amr: ['pwd', 'mfa'] })
  expect(Math.abs(Date.now() / 1000 - Number(auth_time) - 30 * 60)).toBeLessThan(10)
})

const wishes: Record<string, string>[] = [{ prompt: 'login' }, { max_age: '600' }]
for (const wish of wishes)
  test(`an app that wants a login of now (${new URLSearchParams(wish)}) has the owner confirm after a login by trust [M29, P25]`, async () => {
    const [app, browser] = [await anApp(site), await loggedInByTrust()]
    expect((await pageOf(app, browser, wish)).shown).toMatchObject({ step: 'confirm-password' })
  })
