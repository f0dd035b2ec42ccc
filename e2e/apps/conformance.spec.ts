import { createRemoteJWKSet, jwtVerify } from 'jose'
import type { Page } from 'playwright/test'
import { type App, startApp } from '../support/apps/an-app'
import { logInHere, welcomed } from '../support/apps/go-through-login'
import { openAccount, registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import type { Person } from '../support/steps/person'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

let app: App
test.beforeEach(async ({ site }) => {
  app = await startApp(site, { backchannel: true })
})
test.afterEach(() => app?.stop())

/** The modules of the suite that need a page of ours. The others are in lib/provider/conformance. */
test.describe('oidcc-basic-certification-test-plan [P40]', () => {
  for (const [module, display] of [
    ['oidcc-display-page', 'page'],
    ['oidcc-display-popup', 'popup'],
  ] as const)
    test(module, async ({ page, person, mailbox }) => {
      await registerQuickly(page.request, person)
      await verifyQuickly(page.request, person, mailbox)
      await page.goto(`${app.url}/login?display=${display}`)
      await logInHere(page, person)
      await welcomed(page, app, person.email)
    })

  for (const [module, wish] of [
    ['oidcc-prompt-login', 'prompt=login'],
    ['oidcc-max-age-1', 'max_age=1'],
  ] as const)
    test(module, async ({ page, person, mailbox, site }) => {
      await openAccount(page, person, mailbox)
      await passwordGivenLongAgo(site, person)
      await page.goto(`${app.url}/login?max_age=10000`)
      await welcomed(page, app, person.email)
      await page.goto(`${app.url}/login?${wish}`)
      await expect(page.getByRole('heading', { name: 'Confirm it’s you' })).toBeVisible()
      await page.getByLabel('Current password', { exact: true }).fill(person.password)
      await page.getByRole('button', { name: 'Confirm it’s me' }).click()
      await welcomed(page, app, person.email)
      const [first, second] = app.entered.map(({ claims }) => claims)
      expect(second!.sub).toBe(first!.sub)
      expect(second!.auth_time!).toBeGreaterThan(first!.auth_time!)
      expect(second!.iat - second!.auth_time!).toBeLessThan(60)
    })
})

test.describe('oidcc-rp-initiated-logout-certification-test-plan [P40]', () => {
  for (const [module, parameters] of [
    ['oidcc-rp-initiated-logout-no-params', []],
    ['oidcc-rp-initiated-logout-only-state', ['state']],
    ['oidcc-rp-initiated-logout-no-id-token-hint', ['state', 'post_logout_redirect_uri']],
  ] as const)
    test(module, async ({ page, person, site, mailbox }) => {
      await enter(page, person, mailbox)
      const all = { state: 'the state', post_logout_redirect_uri: `${app.url}/bye` }
      const query = new URLSearchParams(parameters.map((name) => [name, all[name]]))
      await page.goto(`${site.url}/oauth/logout?${query}`)
      await expect(page.getByRole('heading', { name: 'Log out of Rekey too?' })).toBeVisible()
      await page.getByRole('button', { name: 'Log out', exact: true }).last().click()
      await expect(page).toHaveURL(`${site.url}/login?notice=logged-out`)
      await isLoggedOut(page)
    })
})

test.describe('oidcc-backchannel-rp-initiated-logout-certification-test-plan [P40]', () => {
  test('oidcc-backchannel-rp-initiated-logout', async ({ page, person, site, mailbox }) => {
    await enter(page, person, mailbox)
    const [{ tokens, claims } = { tokens: undefined, claims: undefined }] = app.entered
    await page.goto(app.logoutUrl({ id_token_hint: tokens!.id_token!, state: 'the state' }))
    await expect(page).toHaveURL(`${app.url}/bye?state=the+state`)
    await expect.poll(() => app.logoutTokens).toHaveLength(1)
    const keys = createRemoteJWKSet(new URL(`${site.url}/oauth/jwks`))
    const { payload } = await jwtVerify(app.logoutTokens[0]!, keys, { issuer: site.url, audience: app.id })
    const { sub, sid } = claims!
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    expect(payload).toMatchObject({ sub, sid, events, iat: expect.any(Number), jti: expect.any(String) })
    expect(Object.keys(payload)).not.toContain('nonce')
    await isLoggedOut(page)
  })
})

async function enter(page: Page, person: Person, mailbox: Parameters<typeof openAccount>[2]): Promise<void> {
  await openAccount(page, person, mailbox)
  await page.goto(app.beginUrl)
  await welcomed(page, app, person.email)
}

async function isLoggedOut(page: Page): Promise<void> {
  await page.goto(`${app.url}/login?prompt=none`)
  await expect(page.getByRole('heading', { name: 'Error: login_required' })).toBeVisible()
}
