import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, begin, enter, errorOf, redeem } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('auth_time is when the password was really entered [P25]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(await someone())
  const entered = await passwordAt(tokenHash, -1_000)
  const { tokens } = await enter(app, browser, { max_age: '10000' })
  expect(tokens.claims()!.auth_time).toBe(Math.floor(entered.getTime() / 1000))
})

const wishes: Record<string, string>[] = [{ prompt: 'login' }, { max_age: '600' }, { max_age: '0' }]
for (const wish of wishes) {
  test(`${new URLSearchParams(wish)} asks for the password again, however often its page is opened [P25]`, async () => {
    const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
    const { tokenHash } = await browser.logIn(user)
    await passwordAt(tokenHash, -1_000)
    await enter(app, browser)
    const begun = await begin(app, wish)
    const page = await browser.visit(begun.url)
    expect(JSON.parse(page.text)).toMatchObject({ step: 'confirm-password', user: { id: user.id } })
    expect(JSON.parse((await browser.visit(page.url)).text).step).toBe('confirm-password')
    const again = await passwordAt(tokenHash, 0)
    const { location } = await browser.visit(page.url)
    const fresh = await redeem(app, begun, location!)
    expect(fresh.claims()!.auth_time).toBe(Math.floor(again.getTime() / 1000))
  })
}

test('an app that insists on a second factor is told that there is none [P25]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  const acr = { essential: true, values: ['2'] }
  const answer = await errorOf(app, browser, { claims: JSON.stringify({ id_token: { acr } }) })
  expect(answer.error).toBe('unmet_authentication_requirements')
  const { tokens } = await enter(app, browser, { acr_values: '2' })
  expect(tokens.claims()!.acr).toBe('1')
})

test('prompt=login cannot be escaped by another login that is as old [P25]', async () => {
  const [app, first, second, browser] = [await anApp(site), await someone(), await someone(), aBrowser(site.url)]
  await browser.logIn(first)
  await enter(app, browser)
  const page = await browser.visit((await begin(app, { prompt: 'login' })).url)
  const { tokenHash } = await browser.logIn(second)
  await passwordAt(tokenHash, -1_000)
  const shown = JSON.parse((await browser.visit(page.url)).text)
  expect(shown).toMatchObject({ step: 'confirm-password', user: { id: second.id } })
})

/** Sets when the password was entered in a session, this many seconds from now. */
async function passwordAt(tokenHash: string, seconds: number): Promise<Date> {
  const at = sql`clock_timestamp() + make_interval(secs => ${seconds})`
  const [row] = await query((db) =>
    db.update(sessions).set({ confirmedAt: at }).where(eq(sessions.tokenHash, tokenHash)).returning(),
  )
  return row!.confirmedAt
}
