import { eq } from 'drizzle-orm'
import { decodeProtectedHeader, SignJWT } from 'jose'
import { query } from '@/db/connection/client'
import { removeApp } from '@/db/provider/remove-app'
import { sessions } from '@/db/schema'
import { commands } from '@/lib/operator/commands'
import { forgetProviderKeys } from '@/lib/provider/keys/keys'
import { tendKeys } from '@/lib/provider/keys/tend-keys'
import { someone } from '@/test/accounts/someone'
import { aBrowser, type TestBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { type App, anApp, enter } from '@/test/provider/running-app'
import { letPass } from '@/test/signing-keys'
import { expect, test } from '@/test/unit'
import { urlAfterLogout } from './logout-target'
import { logoutToken } from './logout-token'
import { readLogoutTarget } from './read-logout-target'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const BYE = 'https://wiki.example.com/bye'

test('an app logs out the session that entered it, and gets the person back at its address [P17]', async () => {
  const { app, browser, tokens, tokenHash } = await entered()
  const answer = await logOut(browser, { id_token_hint: tokens.id_token!, post_logout_redirect_uri: BYE, state: 'a b' })
  expect([answer.status, answer.location]).toEqual([303, `${BYE}?state=a+b`])
  expect(await isAlive(tokenHash)).toBe(false)
  expect(browser.jar.has('session /')).toBe(false)
  // The tokens of the session have ended with it.
  const info = await fetch(`${site.url}/oauth/userinfo`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  })
  expect(info.status).toBe(401)
  expect(app.postLogoutUris).toEqual([BYE])
})

test('after a logout only a registered address of that app is led to, byte for byte [P17]', async () => {
  const wrong = ['/', '?', '?a=b', '#a', '/..', '%2F', ' ', '\\', '//'].map((end) => BYE + end)
  const others = [
    'https://evil.test/',
    'HTTPS://wiki.example.com/bye',
    'https://evil.test@wiki.example.com/bye',
    'javascript:alert(1)',
  ]
  const { app, browser, tokens, tokenHash } = await entered()
  for (const uri of [...wrong, ...others, `https://wiki.example.com.evil.test/bye`, 'https://wiki.example.com/']) {
    const answer = await logOut(browser, { id_token_hint: tokens.id_token!, post_logout_redirect_uri: uri })
    expect([uri, answer.status, answer.location, await isAlive(tokenHash)]).toEqual([uri, 400, undefined, true])
    // Nor by the URL of our own page.
    const read = await readLogoutTarget({ client_id: app.id, post_logout_redirect_uri: uri, state: 'x' })
    expect([uri, urlAfterLogout(read)]).toEqual([uri, '/login?notice=logged-out'])
  }
})

test('after a logout a native app may be led to at any port of its loopback address, and nothing else may vary [P2 P17]', async () => {
  const registered = ['http://127.0.0.1/bye', 'http://[::1]/bye', 'com.example.notes:/bye']
  const app = await anApp(site, { kind: 'native', postLogoutUris: registered })
  const web = await anApp(site, { postLogoutUris: registered.slice(0, 2) })
  const browser = aBrowser(site.url)
  const led = async (client_id: string, uri: string) => {
    const query = { client_id, post_logout_redirect_uri: uri, state: 'x' }
    const { status, location } = await logOut(browser, query)
    const page = urlAfterLogout(await readLogoutTarget(query))
    // The page that asks leads to the same address as a logout without a question.
    if (status === 303) expect(page).toBe(location)
    else expect([uri, page]).toEqual([uri, '/login?notice=logged-out'])
    return status
  }
  for (const uri of [...registered, 'http://127.0.0.1:51004/bye', 'http://[::1]:8080/bye'])
    expect([uri, await led(app.id, uri)]).toEqual([uri, 303])
  expect([await led(web.id, registered[0]!), await led(web.id, 'http://127.0.0.1:51004/bye')]).toEqual([303, 400])
  for (const uri of [
    'http://localhost:51004/bye',
    'http://127.0.0.1:51004/other',
    'http://127.0.0.2:51004/bye',
    'http://evil.test@127.0.0.1:51004/bye',
    'http://127.0.0.1:51004@evil.test/bye',
    'https://127.0.0.1:51004/bye',
    'com.example.notes:/bye?a=b',
  ])
    expect([uri, await led(app.id, uri)]).toEqual([uri, 400])
})

test('without an app nothing but our own page is led to [P17]', async () => {
  const browser = aBrowser(site.url)
  for (const query of [{ post_logout_redirect_uri: BYE, state: 'x' }, {}, { state: 'x' }] as Record<string, string>[]) {
    const answer = await logOut(browser, query)
    expect([answer.status, answer.location]).toEqual([303, `${site.url}/login?notice=logged-out`])
  }
})

test('a link without the ID token of this session asks first [P18]', async () => {
  const [mine, other] = [await entered(), await entered()]
  const earlier = mine.tokens.id_token!
  const asking: Record<string, string>[] = [
    {},
    { client_id: mine.app.id, post_logout_redirect_uri: BYE },
    { id_token_hint: other.tokens.id_token!, post_logout_redirect_uri: BYE },
  ]
  for (const query of asking) {
    const { location } = await logOut(mine.browser, query)
    expect(location).toMatch(new RegExp(`^${site.url}/logout\\?`))
    expect(await isAlive(mine.tokenHash)).toBe(true)
  }
  // A token of an earlier session of the same person.
  await mine.browser.logIn(mine.user)
  await enter(mine.app, mine.browser)
  expect((await logOut(mine.browser, { id_token_hint: earlier })).location).toMatch(/\/logout\?/)
})

test('a logout token logs nobody out [P10 P18]', async () => {
  const { app, browser, tokens, user, tokenHash } = await entered()
  const notice = { clientId: app.id, alg: app.alg, sub: user.id, sid: String(tokens.claims()!.sid) }
  const token = await logoutToken(notice as Parameters<typeof logoutToken>[0])
  await logOut(browser, { id_token_hint: token, post_logout_redirect_uri: BYE })
  expect(await isAlive(tokenHash)).toBe(true)
})

test('an app whose access was removed logs nobody out unasked, until the person comes again [P18 P31]', async () => {
  const { app, browser, tokens, user, tokenHash } = await entered()
  await removeApp(user.id, app.id)
  const { location } = await logOut(browser, { id_token_hint: tokens.id_token!, post_logout_redirect_uri: BYE })
  expect([new URL(location!).pathname, await isAlive(tokenHash)]).toEqual(['/logout', true])
  const again = await enter(app, browser)
  const answer = await logOut(browser, { id_token_hint: again.tokens.id_token!, post_logout_redirect_uri: BYE })
  expect([answer.location, await isAlive(tokenHash)]).toEqual([BYE, false])
})

test('an ID token whose key is no longer published still says at a logout which login it is of [P17 P23]', async () => {
  const { browser, tokens, tokenHash } = await entered()
  const { kid } = decodeProtectedHeader(tokens.id_token!)
  await commands['keys rotate']({ now: true }, { name: 'grace' })
  await letPass('24 hours 14 minutes')
  await tendKeys()
  expect(await publishedKids()).toHaveLength(2)
  expect(await publishedKids()).not.toContain(kid)
  const answer = await logOut(browser, { id_token_hint: tokens.id_token!, post_logout_redirect_uri: BYE })
  expect([answer.status, answer.location, await isAlive(tokenHash)]).toEqual([303, BYE, false])
})

test('after the longest time that a login lasts, its key is gone and its ID token is no hint any more [P23]', async () => {
  const { browser, tokens, tokenHash } = await entered()
  await commands['keys rotate']({ now: true }, { name: 'grace' })
  await letPass('91 days 1 hour')
  await tendKeys()
  forgetProviderKeys()
  const answer = await logOut(browser, { id_token_hint: tokens.id_token!, post_logout_redirect_uri: BYE })
  expect([answer.status, await isAlive(tokenHash)]).toEqual([400, true])
})

test('the page that asks is given what the library has checked', async () => {
  const { app, browser } = await entered()
  const { location } = await logOut(browser, { client_id: app.id, post_logout_redirect_uri: BYE, state: 'x' })
  const target = await readLogoutTarget(Object.fromEntries(new URL(location!).searchParams))
  expect(target).toEqual({ clientId: app.id, name: 'Wiki', uri: BYE, state: 'x' })
  expect(urlAfterLogout(target)).toBe(`${BYE}?state=x`)
})

test('someone who is logged out already is led on all the same', async () => {
  const { app, browser, tokens } = await entered()
  browser.jar.delete('session /')
  const answer = await logOut(browser, {
    id_token_hint: tokens.id_token!,
    client_id: app.id,
    post_logout_redirect_uri: BYE,
  })
  expect([answer.status, answer.location]).toEqual([303, BYE])
})

test('an ID token that we did not sign is refused, whatever its header says [P22]', async () => {
  const { app, browser, user, tokenHash } = await entered()
  const claims = { iss: site.url, aud: app.id, sub: user.id }
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const jwk = { kty: 'oct', k: 'AAAA' }
  const secret = new TextEncoder().encode(app.secretHash ?? '')
  const forged = [
    `${encoded({ alg: 'none' })}.${encoded(claims)}.`,
    await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret),
    await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', jwk }).sign(Buffer.from(jwk.k, 'base64')),
    `${encoded({ alg: 'RS256', jku: 'https://evil.test/jwks', kid: 'x' })}.${encoded(claims)}.AAAA`,
    'x',
    'a.b.c',
  ]
  for (const id_token_hint of forged) {
    const answer = await logOut(browser, { id_token_hint, post_logout_redirect_uri: BYE })
    expect([id_token_hint.slice(0, 40), answer.status, await isAlive(tokenHash)]).toEqual([
      id_token_hint.slice(0, 40),
      400,
      true,
    ])
  }
})

async function entered() {
  const app: App = await anApp(site, { postLogoutUris: [BYE] })
  const [user, browser] = [await someone(), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(user)
  return { app, user, browser, tokenHash, ...(await enter(app, browser)) }
}

async function publishedKids(): Promise<string[]> {
  const { keys } = await (await fetch(`${site.url}/oauth/jwks`)).json()
  return keys.map(({ kid }: { kid: string }) => kid)
}

const logOut = (browser: TestBrowser, query: Record<string, string>) =>
  browser.visit(`/oauth/logout?${new URLSearchParams(query)}`)

async function isAlive(tokenHash: string): Promise<boolean> {
  return (await query((db) => db.$count(sessions, eq(sessions.tokenHash, tokenHash)))) > 0
}
