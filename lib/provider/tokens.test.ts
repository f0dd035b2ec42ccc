import { eq, sql } from 'drizzle-orm'
import * as openid from 'openid-client'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/tables'
import { sessions } from '@/db/schema'
import { race } from '@/e2e/support/needs'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { type App, anApp, begin, CALLBACK, enter } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { ProviderRecords } from './adapter'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a code works once, and its second use ends what the first one got [P6]', async () => {
  const { app, begun, location, tokens } = await entered()
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

test('a refresh token is replaced with each use, and the new one works [P7]', async () => {
  const { app, user, tokens } = await entered()
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  expect(next.refresh_token).not.toBe(tokens.refresh_token)
  expect(next.claims()!.sub).toBe(user.id)
  const last = await openid.refreshTokenGrant(app.openid, next.refresh_token!)
  expect(await infoStatus(last.access_token)).toBe(200)
})

test('a refresh token used twice within half a minute is refused, and nothing else happens [P7]', async () => {
  const { app, tokens } = await entered()
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  expect(await post(app, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await infoStatus(next.access_token)).toBe(200)
  await openid.refreshTokenGrant(app.openid, next.refresh_token!)
})

test('a refresh token used again later ends everything that came from it [P7]', async () => {
  const { app, user, tokens } = await entered()
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  await usedSecondsAgo(user.id, 31)
  expect(await post(app, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await infoStatus(next.access_token)).toBe(401)
  expect(await post(app, refreshOf(next.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
})

test('of twenty uses of a refresh token one wins, and lives [P7]', { tag: race }, async () => {
  const { app, tokens } = await entered()
  const answers = await slowly(() => many(20, () => post(app, refreshOf(tokens.refresh_token!))))
  const won = answers.filter(({ status }) => status === 200)
  expect(won).toHaveLength(1)
  expect(await infoStatus(won[0]!.access!)).toBe(200)
})

test('a rotation in progress leaves nothing behind when its family ends [P7]', { tag: race }, async () => {
  const { app, user, tokens } = await entered()
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  await usedSecondsAgo(user.id, 31)
  const [rotation] = await slowly(() =>
    Promise.all([post(app, refreshOf(next.refresh_token!)), post(app, refreshOf(tokens.refresh_token!))]),
  )
  if (rotation.access) expect(await infoStatus(rotation.access)).toBe(401)
  if (rotation.refresh) expect((await post(app, refreshOf(rotation.refresh))).status).toBe(400)
})

test('an app that lost the answer revokes its former refresh token, and with it everything [P7]', async () => {
  const { app, tokens } = await entered()
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  await openid.tokenRevocation(app.openid, tokens.refresh_token!)
  expect(await infoStatus(next.access_token)).toBe(401)
})

test('tokens end with an idle session, whatever the app does [P11]', async () => {
  const { app, user, tokens } = await entered()
  await query((db) =>
    db.update(sessions).set({ lastSeenAt: sql`now() - interval '15 days'` }).where(eq(sessions.userId, user.id)),
  )
  expect(await post(app, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await infoStatus(tokens.access_token)).toBe(401)
})

test('two tabs that enter an app at the same time both get their tokens', async () => {
  const [first, app, browser] = [await anApp(site), await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  await enter(first, browser)
  const tabs = await slowly(() => Promise.all([enter(app, browser), enter(app, browser)]))
  for (const { tokens } of tabs) expect(await infoStatus(tokens.access_token)).toBe(200)
  for (const { tokens } of tabs) expect((await post(app, refreshOf(tokens.refresh_token!))).status).toBe(200)
  expect(tabs[0]!.tokens.claims()!.sid).toBe(tabs[1]!.tokens.claims()!.sid)
})

test('tokens of one app are worth nothing to another [P8]', async () => {
  const { tokens } = await entered()
  const other = await anApp(site)
  expect(await post(other, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  for (const token of [tokens.access_token, tokens.refresh_token!]) {
    expect((await openid.tokenIntrospection(other.openid, token)).active).toBe(false)
    await openid.tokenRevocation(other.openid, token).catch(() => undefined)
  }
  expect(await infoStatus(tokens.access_token)).toBe(200)
})

test('an app revokes and inspects its own tokens; only an app with a secret may inspect [P8]', async () => {
  const { app, user, tokens } = await entered()
  expect(await openid.tokenIntrospection(app.openid, tokens.access_token)).toMatchObject({ active: true, sub: user.id })
  await openid.tokenRevocation(app.openid, tokens.access_token)
  expect(await infoStatus(tokens.access_token)).toBe(401)
  const page = await anApp(site, { kind: 'spa' })
  const browser = aBrowser(site.url)
  await browser.logIn(user)
  const { tokens: own } = await enter(page, browser)
  expect((await openid.tokenIntrospection(page.openid, own.access_token)).active).toBe(false)
})

test('the database holds digests alone: no code, token or secret [P9]', async () => {
  const { app, location, tokens, begun } = await entered()
  const secrets = [tokens.access_token, tokens.refresh_token!, app.secret, new URL(location).searchParams.get('code')!]
  const stored = await query((db) => db.select().from(providerRecords).where(eq(providerRecords.clientId, app.id)))
  expect(stored.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Grant', 'AccessToken', 'RefreshToken']))
  const everything = JSON.stringify(stored)
  for (const secret of [...secrets, begun.verifier]) expect(everything).not.toContain(secret)
})

test('a wrong secret and an unknown app get the same answer, and soon a pause [P29]', async () => {
  const [app, other] = [await anApp(site), await anApp(site)]
  const wrong = await post({ ...app, secret: 'wrong' }, refreshOf('x'))
  expect(wrong).toEqual({ status: 401, error: 'invalid_client' })
  expect(await post({ ...app, id: 'nobody' }, refreshOf('x'))).toEqual(wrong)
  const both = { ...refreshOf('x'), client_secret: app.secret, client_id: app.id }
  expect((await post(app, both)).status).toBe(400)
  expect((await post(app, refreshOf('x'), `/oauth/token?client_secret=${app.secret}`)).error).toBe('invalid_grant')
  await withSettings({ RATE_LIMITS: 'on', APP_URL: site.url, PROVIDER: 'on' }, async () => {
    for (let attempt = 0; attempt < 30; attempt++) await post({ ...app, secret: 'wrong' }, refreshOf('x'))
    expect((await post(app, refreshOf('x'))).status).toBe(429)
    // Requests that name no app share nothing.
    for (let attempt = 0; attempt < 31; attempt++)
      expect((await fetch(`${site.url}/oauth/token`, { method: 'POST' })).status).toBe(400)
    expect((await post(other, refreshOf('x'))).status).toBe(400)
  })
})

async function entered() {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  return { app, user, browser, ...(await enter(app, browser)) }
}

const codeOf = (location: string, verifier: string) => ({
  grant_type: 'authorization_code',
  code: new URL(location).searchParams.get('code')!,
  redirect_uri: CALLBACK,
  code_verifier: verifier,
})
const refreshOf = (token: string) => ({ grant_type: 'refresh_token', refresh_token: token })

async function post(app: Pick<App, 'id' | 'secret' | 'kind'>, fields: Record<string, string>, path = '/oauth/token') {
  const basic = Buffer.from(`${app.id}:${app.secret}`).toString('base64')
  const isOpen = app.kind !== 'web'
  const answer = await fetch(site.url + path, {
    method: 'POST',
    headers: isOpen ? {} : { authorization: `Basic ${basic}` },
    body: new URLSearchParams(isOpen ? { ...fields, client_id: app.id } : fields),
  })
  const { error, access_token: access, refresh_token: refresh } = (await answer.json()) as Record<string, string>
  return { status: answer.status, error, access, refresh }
}

async function infoStatus(token: string): Promise<number> {
  const answer = await fetch(`${site.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } })
  return answer.status
}

/** Without a pause between reading and writing, a race on one thread is decided by luck. */
async function slowly<T>(work: () => Promise<T>): Promise<T> {
  const { find } = ProviderRecords.prototype
  ProviderRecords.prototype.find = async function slowFind(id) {
    const found = await find.call(this, id)
    await new Promise((resolve) => setTimeout(resolve, 25))
    return found
  }
  try {
    return await work()
  } finally {
    ProviderRecords.prototype.find = find
  }
}

const many = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work))

async function usedSecondsAgo(userId: string, seconds: number): Promise<void> {
  const used = sql`kind = 'RefreshToken' and consumed_at is not null and user_id = ${userId}`
  const consumedAt = sql`now() - make_interval(secs => ${seconds})`
  await query((db) => db.update(providerRecords).set({ consumedAt }).where(used))
}
