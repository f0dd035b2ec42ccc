import { eq, sql } from 'drizzle-orm'
import * as openid from 'openid-client'
import { query } from '@/db/connection/client'
import { removePasskey } from '@/db/factors/own-passkeys'
import { switchOffTwoStep } from '@/db/factors/two-step'
import { sessions } from '@/db/schema'
import { confirmSession } from '@/db/sessions/confirm-session'
import { loggedInByPasskey } from '@/test/accounts/logged-in'
import { aPasskeyOf, usedNow } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { sessionIdOf, someoneWithTwoStep } from '@/test/accounts/two-step'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, enter, errorOf, redeem } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const needsTwo = { claims: JSON.stringify({ id_token: { acr: { essential: true, values: ['2'] } } }) }

for (const [synced, key] of [
  [true, 'swk'],
  [false, 'hwk'],
] as const) {
  test(`an app learns that a passkey was two factors, alone and after the password: ${key} [P25]`, async () => {
    const [app, user, browser] = [await anApp(site), await someone({ verified: true }), aBrowser(site.url)]
    const { token, tokenHash } = await loggedInByPasskey(user, await aPasskeyOf(user, { synced }), 'browser')
    browser.keepSession(token)
    const alone = (await enter(app, browser, needsTwo)).tokens.claims()
    expect(alone).toMatchObject({ acr: '2', amr: [key, 'user', 'mfa'] })
    const sessionId = await sessionIdOf(tokenHash)
    await query((db) =>
      db
        .update(sessions)
        .set({ amr: `pwd ${key}` })
        .where(eq(sessions.id, sessionId)),
    )
    const after = (await enter(app, browser)).tokens.claims()
    expect(after).toMatchObject({ acr: '2', amr: ['pwd', key, 'mfa'] })
  })
}

test('a confirmation with a passkey answers prompt=login and max_age, and raises a login with the password [P25]', async () => {
  for (const [name, value] of [
    ['prompt', 'login'],
    ['max_age', '600'],
  ] as const) {
    const [app, user, browser] = [await anApp(site), await someone({ verified: true }), aBrowser(site.url)]
    const { tokenHash } = await browser.logIn(user)
    const sessionId = await sessionIdOf(tokenHash)
    await query((db) =>
      db
        .update(sessions)
        .set({ confirmedAt: sql`clock_timestamp() - interval '1000 seconds'` })
        .where(eq(sessions.id, sessionId)),
    )
    expect((await enter(app, browser)).tokens.claims()).toMatchObject({ acr: '1', amr: ['pwd'] })
    const begun = await begin(app, { [name]: value })
    const page = await browser.visit(begun.url)
    expect(JSON.parse(page.text)).toMatchObject({ step: 'confirm-password' })
    const step = usedNow(await aPasskeyOf(user))
    expect(await confirmSession({ sessionId, userId: user.id, step }, {})).toBe(true)
    const { location } = await browser.visit(page.url)
    const said = (await redeem(app, begun, location!)).claims()!
    expect(said).toMatchObject({ acr: '2', amr: ['pwd', 'swk', 'mfa'] })
    expect(Date.now() / 1000 - said.auth_time!).toBeLessThan(60)
  }
})

test('once two-step login is turned off, a login with a passkey is still two factors, until the passkey is removed [M16, P25]', async () => {
  const [app, { user }, browser] = [await anApp(site), await someoneWithTwoStep(), aBrowser(site.url)]
  const passkey = await aPasskeyOf(user)
  const { token, tokenHash } = await loggedInByPasskey(user, passkey, 'browser')
  browser.keepSession(token)
  const own = { userId: user.id, sessionId: await sessionIdOf(tokenHash) }
  expect(await switchOffTwoStep(own, {})).toBe(true)
  const { tokens } = await enter(app, browser, needsTwo)
  expect(tokens.claims()).toMatchObject({ acr: '2', amr: ['swk', 'user', 'mfa'] })
  expect(await removePasskey({ ...own, id: passkey.id, rpId: 'localhost' }, {})).toBe('removed')
  expect((await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)).claims()).toMatchObject({
    acr: '1',
    amr: ['pwd'],
  })
  expect((await errorOf(app, browser, needsTwo)).error).toBe('unmet_authentication_requirements')
})
