import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/tables'
import { sessions, users } from '@/db/schema'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { type App, anApp, begin, CALLBACK, enter, redeem } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const HOST = 'wiki.example.com'
/** Ways in which a redirect address has been confused with a registered one. */
const lookalikes = [
  ...[
    '/',
    '?',
    '?a=b',
    '#',
    '#a',
    '/..',
    '/../callback',
    '/%2e%2e/callback',
    '%2F',
    '%00',
    ';a',
    ' ',
    '.',
    '\\',
    '//',
    '\t',
    '\n',
  ].map((end) => CALLBACK + end),
  ...['HTTPS://', 'http://', 'https:/', '//', 'https:///', 'javascript://', 'data:'].map(
    (start) => `${start}${HOST}/callback`,
  ),
  ...[`https://${HOST}:443/callback`, `https://${HOST}:8443/callback`, `https://evil.test@${HOST}/callback`],
  ...[
    `https://${HOST}@evil.test/callback`,
    `https://${HOST}.evil.test/callback`,
    `https://evil.test/https://${HOST}/callback`,
  ],
  ...[
    `https://evil.test\\@${HOST}/callback`,
    `https://${HOST.toUpperCase()}/callback`,
    `https://w\u0131ki.example.com/callback`,
  ],
  ...[
    `https://${HOST}/Callback`,
    `https://${HOST}//callback`,
    `https://${HOST}/%63allback`,
    `https://${HOST}./callback`,
  ],
]

test('only the registered address gets an answer, byte for byte [P1]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  expect(lookalikes.length).toBeGreaterThan(30)
  for (const redirect_uri of lookalikes) {
    const answer = await browser.visit(await urlOf(app, { redirect_uri }))
    expect([redirect_uri, answer.status, answer.location]).toEqual([redirect_uri, 400, undefined])
    expect(answer.text).toContain('an address that isn’t registered')
  }
})

test('a native app may choose the port of its loopback address, and nothing else [P2]', async () => {
  const app = await anApp(site, {
    kind: 'native',
    redirectUris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  })
  const browser = aBrowser(site.url)
  const status = async (redirect_uri: string) => (await browser.visit(await urlOf(app, { redirect_uri }))).status
  for (const uri of ['http://127.0.0.1/callback', 'http://127.0.0.1:51004/callback', 'http://[::1]:8080/callback'])
    expect([uri, await status(uri)]).toEqual([uri, 200])
  for (const uri of ['http://localhost:51004/callback', 'http://127.0.0.1:51004/other', 'http://127.0.0.2:1/callback'])
    expect([uri, await status(uri)]).toEqual([uri, 400])
})

test('no error goes to an address that is not registered [P3]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const faults: Record<string, string>[] = [
    { response_type: 'token' },
    { scope: 'profile' },
    { prompt: 'none' },
    { prompt: 'none login' },
    { request: 'x' },
    { code_challenge_method: 'plain' },
    { max_age: '-1' },
    { id_token_hint: 'x' },
    { client_id: 'nobody' },
    { response_mode: 'fragment', response_type: 'id_token' },
  ]
  for (const fault of faults) {
    const answer = await browser.visit(await urlOf(app, { redirect_uri: 'https://evil.test/callback', ...fault }))
    expect([fault, answer.status, answer.location]).toEqual([fault, 400, undefined])
  }
  const unknown = await browser.visit(await urlOf(app, { client_id: 'nobody' }))
  expect([unknown.status, unknown.location]).toEqual([400, undefined])
  expect(unknown.text).toContain('We don’t know the app that sent you here')
})

test('every answer names the issuer, errors too [P21]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const refused = await errorOf(app, browser, { prompt: 'none' })
  expect(refused).toMatchObject({ error: 'login_required', iss: site.url })
  await browser.logIn(await someone())
  const { location } = await enter(app, browser)
  expect(new URL(location).searchParams.get('iss')).toBe(site.url)
})

test('apps without a secret must use PKCE with S256; an app with one may do without if its operator says so [P5]', async () => {
  const browser = aBrowser(site.url)
  await browser.logIn(await someone())
  for (const fields of [{ kind: 'spa' as const }, { kind: 'web' as const }]) {
    const app = await anApp(site, fields)
    expect((await errorOf(app, browser, { code_challenge: '', code_challenge_method: '' })).error).toBe(
      'invalid_request',
    )
    expect((await errorOf(app, browser, { code_challenge_method: 'plain' })).error).toBe('invalid_request')
  }
  const old = await anApp(site, { pkce: false })
  const url = new URL((await begin(old)).url)
  for (const name of ['code_challenge', 'code_challenge_method']) url.searchParams.delete(name)
  expect((await browser.visit(url.href)).location).toContain('code=')
})

test('prompt=none shows nothing and says what is missing [P24]', async () => {
  const [app, other] = [await anApp(site), await anApp(site, { thirdParty: true })]
  const [listed, careful] = [await anApp(site, { allow: 'listed' }), await anApp(site, { needsVerified: true })]
  const browser = aBrowser(site.url)
  expect((await errorOf(app, browser, { prompt: 'none' })).error).toBe('login_required')
  await browser.logIn(await someone())
  // The first login of the browser needs no page either, but only the page tells the library about it.
  await browser.visit(await urlOf(app))
  expect((await browser.visit(await urlOf(app, { prompt: 'none' }))).location).toContain('code=')
  expect((await errorOf(other, browser, { prompt: 'none' })).error).toBe('consent_required')
  expect((await errorOf(listed, browser, { prompt: 'none' })).error).toBe('access_denied')
  expect((await errorOf(careful, browser, { prompt: 'none' })).error).toBe('interaction_required')
})

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

test('a login is completed only in the browser that began it [P14]', async () => {
  const [app, victim, browser, other] = [await anApp(site), await someone(), aBrowser(site.url), aBrowser(site.url)]
  const page = await browser.visit(await urlOf(app))
  expect(JSON.parse(page.text).step).toBe('log-in')
  await other.logIn(victim)
  expect(JSON.parse((await other.visit(page.url)).text)).toEqual({ step: 'expired' })
  // Nor with the cookie of another login of its own.
  await other.visit(await urlOf(app, { prompt: 'login' }))
  expect(JSON.parse((await other.visit(page.url)).text)).toEqual({ step: 'expired' })
  expect(JSON.parse((await browser.visit(page.url)).text).step).toBe('log-in')
})

test('opening the addresses without a cookie logs nobody in or out, however often [P19]', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  const { tokenHash } = await browser.logIn(user)
  const { tokens } = await enter(app, browser)
  const page = await browser.visit(await urlOf(app, { prompt: 'login' }))
  const logout = `${site.url}/oauth/logout?id_token_hint=${tokens.id_token}`
  for (const url of [page.url, logout, page.url.replace('/login/app/', '/oauth/authorize/')])
    for (let time = 0; time < 10; time++) await fetch(url, { redirect: 'manual' })
  const alive = await query((db) => db.$count(sessions, eq(sessions.tokenHash, tokenHash)))
  expect(alive).toBe(1)
  expect(JSON.parse((await browser.visit(page.url)).text).step).toBe('confirm-password')
})

test('addresses come from the configuration alone [P20]', async () => {
  const app = await anApp(site)
  const forged = {
    host: 'evil.test',
    forwarded: 'host=evil.test;proto=https',
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '444',
    'x-original-host': 'evil.test',
  }
  for (const path of ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/oauth/jwks']) {
    const [one, other] = [await fetch(site.url + path), await fetch(site.url + path, { headers: forged })]
    expect(await other.text()).toBe(await one.text())
  }
  const answer = await fetch(await urlOf(app), { redirect: 'manual', headers: forged })
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/^\/login\/app\/[\w-]+$/),
  ])
})

test('the same person is the same to every app, also after a change of email [P26]', async () => {
  const [app, other, user, browser] = [await anApp(site), await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const subs = [(await enter(app, browser)).tokens.claims()!.sub, (await enter(other, browser)).tokens.claims()!.sub]
  const email = `new-${user.email}`
  await query((db) => db.update(users).set({ email, emailCanonical: email }).where(eq(users.id, user.id)))
  const { tokens } = await enter(app, browser)
  subs.push(tokens.claims()!.sub)
  expect(new Set(subs)).toEqual(new Set([user.id]))
})

test('an app reads what its scopes allow, whatever it names in the parameter claims [P28]', async () => {
  const [app, user, browser] = [
    await anApp(site, { scopes: ['openid', 'profile', 'email'] }),
    await someone(),
    aBrowser(site.url),
  ]
  await browser.logIn(user)
  const all = { phone_number: { essential: true }, email: null, name: null }
  const { tokens } = await enter(app, browser, {
    scope: 'openid profile phone unknown',
    claims: JSON.stringify({ userinfo: all, id_token: all }),
  })
  expect(tokens.scope).toBe('openid profile')
  const info = await (
    await fetch(`${site.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  ).json()
  expect(Object.keys(info).sort()).toEqual(['family_name', 'given_name', 'name', 'sub', 'updated_at'])
  for (const name of ['phone_number', 'email', 'name']) expect(Object.keys(tokens.claims()!)).not.toContain(name)
})

test('an app that reads ID tokens alone finds the claims of its scopes there, also after a refresh', async () => {
  const [app, user, browser] = [await anApp(site, { idTokenClaims: true }), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const { tokens } = await enter(app, browser, { scope: 'openid email' })
  expect(tokens.claims()).toMatchObject({ email: user.email, email_verified: false })
  expect(Object.keys(tokens.claims()!)).not.toContain('name')
})

test('a disabled account has nothing to show an app [P28]', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const { tokens } = await enter(app, browser)
  await query((db) => db.update(users).set({ disabledAt: sql`now()` }).where(eq(users.id, user.id)))
  const answer = await fetch(`${site.url}/oauth/userinfo`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  })
  expect(answer.status).toBe(401)
})

test('a request that is malformed, doubled or too long is refused, and no row is stored [P33]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const before = await query((db) => db.$count(providerRecords))
  const url = await urlOf(app)
  const ten = `${url}&${Array.from({ length: 500 }, (_, index) => `a${index}=b`).join('&')}`
  for (const wrong of [
    `${url}&state=again`,
    `${url}&client_id=${app.id}`,
    `${url}&scope[]=openid`,
    `${url.replace('scope=openid', 'scope=%00')}`,
  ])
    expect((await browser.once(wrong)).status, wrong).toBeLessThan(500)
  expect((await browser.once(ten)).status).toBeLessThan(500)
  const long = await fetch(`${site.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ code: 'x'.repeat(20_000) }),
  })
  expect(long.status).toBe(413)
  const many = new URLSearchParams(Array.from({ length: 3_000 }, (_, index) => [`a${index}`, '']))
  expect((await fetch(`${site.url}/oauth/token`, { method: 'POST', body: many })).status).toBeLessThan(500)
  expect((await query((db) => db.$count(providerRecords))) - before).toBeLessThan(6)
})

test('behind TLS that ends elsewhere, cookies are Secure and set by no other host, and addresses are https [P20]', async () => {
  const { search } = new URL(await urlOf(await anApp(site)))
  await withSettings({ APP_URL: 'https://accounts.example.com', PROVIDER: 'on' }, async () => {
    const answer = await fetch(`${site.url}/oauth/authorize${search}`, { redirect: 'manual' })
    const cookies = answer.headers.getSetCookie()
    expect(cookies.map((line) => line.split('=', 1)[0])).toEqual(
      expect.arrayContaining(['__Secure-interaction', '__Secure-interaction.sig', '__Secure-resume']),
    )
    for (const cookie of cookies) expect(cookie).toMatch(/; secure; httponly/i)
    const known = await (await fetch(`${site.url}/.well-known/openid-configuration`)).json()
    expect(known).toMatchObject({
      issuer: 'https://accounts.example.com',
      token_endpoint: 'https://accounts.example.com/oauth/token',
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256'],
    })
  })
})

test('an app may take the answer by a form, which goes to its own address alone', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  const page = await browser.visit(await urlOf(app, { response_mode: 'form_post' }))
  expect([page.status, page.location]).toEqual([200, undefined])
  expect(page.text).toContain(`action="${CALLBACK}"`)
  const policy = page.headers.get('content-security-policy')
  expect(policy).toContain('form-action https://wiki.example.com;')
  expect(policy).toMatch(/script-src 'sha256-[^']+';/)
})

test('an address of the provider is spelled in one way', async () => {
  const { search } = new URL(await urlOf(await anApp(site)))
  const spellings = [
    '/oauth/authorize/',
    '/oauth/AUTHORIZE',
    '/OAuth/authorize',
    '/oauth//authorize',
    '/oauth/token/',
    '/oauth/Token',
  ]
  for (const path of [
    ...spellings,
    '/oauth/logout/confirm',
    '/oauth/logout/success',
    '/oauth/authorize/a/b',
    '/oauth/%74oken',
    '/oauth/',
  ])
    expect([path, (await fetch(site.url + path + search, { redirect: 'manual' })).status]).toEqual([path, 404])
})

test('the parameter claims cannot make what is stored unreadable [P33]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  const values = ['\\u0000', '\\ud800', 'x'.repeat(3_000), '1']
  for (const value of values) {
    for (const acr of [
      `{"essential":true,"value":"${value}"}`,
      `{"values":["${value}",{}]}`,
      '[]',
      'null',
      '"x"',
      '7',
    ]) {
      const answer = await browser.visit(
        await urlOf(app, { claims: `{"id_token":{"acr":${acr},"sub":{"value":"${value}"}}}` }),
      )
      expect([acr, answer.status < 500]).toEqual([acr, true])
    }
  }
})

test('an app that asks for one person does not get another', async () => {
  const [app, user, browser] = [await anApp(site), await someone(), aBrowser(site.url)]
  await browser.logIn(user)
  const asking = (sub: string) => ({ claims: JSON.stringify({ id_token: { sub: { value: sub } } }) })
  expect((await enter(app, browser, asking(user.id))).tokens.claims()!.sub).toBe(user.id)
  const { id } = await someone()
  expect((await errorOf(app, browser, { prompt: 'none', ...asking(id) })).error).toBe('login_required')
})

test('a zero byte anywhere is refused and never a fault of ours [P33]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const url = await urlOf(app)
  for (const name of ['state', 'client_id', 'nonce', 'login_hint', 'redirect_uri', 'scope', 'claims'])
    expect([
      name,
      (await browser.once(`${url.replace(new RegExp(`&?${name}=[^&]*`), '')}&${name}=a%00b`)).status,
    ]).toEqual([name, 400])
  const basic = (id: string) => ({ authorization: `Basic ${Buffer.from(`${id}:x`).toString('base64')}` })
  const sent: [Record<string, string>, Record<string, string>][] = [
    [basic('a%00b'), { grant_type: 'refresh_token', refresh_token: 'x' }],
    [basic('a\0b'), { grant_type: 'refresh_token', refresh_token: 'x' }],
    [basic(app.id), { grant_type: 'refresh_token', refresh_token: 'a\0b' }],
    [{}, { client_id: 'a\0b', grant_type: 'authorization_code', code: 'a\0b' }],
  ]
  for (const path of ['/oauth/token', '/oauth/revoke', '/oauth/introspect'])
    for (const [headers, fields] of sent) {
      const answer = await fetch(site.url + path, { method: 'POST', headers, body: new URLSearchParams(fields) })
      expect([path, fields, answer.status < 500]).toEqual([path, fields, true])
    }
  expect((await fetch(`${site.url}/oauth/userinfo`, { headers: { authorization: 'Bearer a%00b' } })).status).toBe(401)
})

test('the parameters of a login may come by a form, which becomes a link [P33]', async () => {
  const app = await anApp(site)
  const { search } = new URL(await urlOf(app))
  const form = { method: 'POST', body: new URLSearchParams(search), redirect: 'manual' } as const
  const answer = await fetch(`${site.url}/oauth/authorize`, form)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${site.url}/oauth/authorize${search}`])
  const long = await fetch(`${site.url}/oauth/authorize`, {
    ...form,
    body: new URLSearchParams({ state: 'x'.repeat(5_000) }),
  })
  expect(long.status).toBe(413)
})

async function urlOf(app: App, more: Record<string, string> = {}): Promise<string> {
  const { url } = await begin(app, {
    ...(app.kind === 'native' ? { redirect_uri: app.redirectUris[0]! } : {}),
    ...more,
  })
  const made = new URL(url)
  for (const [name, value] of [...made.searchParams]) if (value === '') made.searchParams.delete(name)
  return made.href
}

async function errorOf(app: App, browser: ReturnType<typeof aBrowser>, more: Record<string, string>) {
  const { location, text } = await browser.visit(await urlOf(app, more))
  if (!location?.startsWith(CALLBACK)) throw new Error(`no answer to the app: ${text}`)
  return Object.fromEntries(new URL(location).searchParams)
}

/** Sets when the password was entered in a session, this many seconds from now. */
async function passwordAt(tokenHash: string, seconds: number): Promise<Date> {
  const at = sql`clock_timestamp() + make_interval(secs => ${seconds})`
  const [row] = await query((db) =>
    db.update(sessions).set({ passwordAt: at }).where(eq(sessions.tokenHash, tokenHash)).returning(),
  )
  return row!.passwordAt
}
