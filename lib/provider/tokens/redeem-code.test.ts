import { sql } from 'drizzle-orm'
import * as openid from 'openid-client'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { race } from '@/e2e/support/needs'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { type App, anApp, begin, CALLBACK } from '@/test/provider/running-app'
import { many, slowly } from '@/test/provider/slow-records'
import { codeOf, entered, infoStatus, post, refreshOf } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a code works once, and its second use ends what the first one got [P6]', async () => {
  const { app, begun, location, tokens } = await entered(site)
  expect(await infoStatus(tokens.access_token)).toBe(200)
  const again = await post(app, codeOf(location, begun.verifier))
  expect(again).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await infoStatus(tokens.access_token)).toBe(401)
  expect(await post(app, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
})

test('a code belongs to its app and its address, and needs its verifier [P5 P6]', async () => {
  const [app, other, user, browser] = [await anApp(site), await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const wrong: [App, (code: Record<string, string>) => Record<string, string>][] = [
    [other, (code) => code],
    [app, (code) => ({ ...code, redirect_uri: `${CALLBACK}/` })],
    [app, (code) => ({ ...code, code_verifier: openid.randomPKCECodeVerifier() })],
    [app, ({ code_verifier: _, ...code }) => code],
    [app, ({ redirect_uri: _, ...code }) => code],
  ]
  for (const [sender, change] of wrong) {
    const begun = await begin(app)
    const { location } = await browser.visit(begun.url)
    const answer = await post(sender, change(codeOf(location!, begun.verifier)))
    expect(answer.status, JSON.stringify(change({}))).toBe(400)
  }
})

test('a code that waits for more than a minute is refused [P6]', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const begun = await begin(app)
  const { location } = await browser.visit(begun.url)
  const late = sql`jsonb_set(${providerRecords.payload}, '{exp}', to_jsonb(extract(epoch from now())::int - 20))`
  await query((db) =>
    db.update(providerRecords).set({ payload: late }).where(sql`kind = 'AuthorizationCode' and user_id = ${user.id}`),
  )
  expect(await post(app, codeOf(location!, begun.verifier))).toEqual({ status: 400, error: 'invalid_grant' })
})

test('of twenty redemptions of a code one gets tokens [P6]', { tag: race }, async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const begun = await begin(app)
  const { location } = await browser.visit(begun.url)
  const answers = await slowly(() => many(20, () => post(app, codeOf(location!, begun.verifier))))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ error }) => error === 'invalid_grant')).toHaveLength(19)
})
