import { findClientFaults } from '@/db/provider/client-facts'
import { endSession } from '@/db/sessions/revoke-sessions'
import { config } from '@/lib/config'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { aProxiedApp, aVerifiedPerson, loggedInAt, type ProxiedApp } from '@/test/provider/proxied-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

/** A login that has come back from Rekey to the app's host and was not answered there yet. */
async function returning(app: ProxiedApp, to = '/page') {
  const [atRekey, browser] = [await loggedInAt(site, await aVerifiedPerson()), app.browser()]
  const begun = await browser.open(`/.rekey/login?to=${to}`)
  const { location } = await atRekey.visit(begun.location!)
  return { atRekey, browser, back: location! }
}

const expired = { status: 400, text: expect.stringContaining('This login has expired'), location: undefined }

test('a login is finished only by the browser that began it [P14]', async () => {
  const app = await aProxiedApp(site)
  const { browser, back } = await returning(app)
  const other = app.browser()
  expect(await other.open(back)).toMatchObject(expired)
  await other.open('/.rekey/login?to=/')
  expect(await other.open(back)).toMatchObject(expired)
  expect(other.cookies.has('__Host-rekey')).toBe(false)
  expect(await browser.open(back)).toMatchObject({ status: 302, location: `https://${app.host}/page` })
  // A reload of that address, or the Back button.
  expect(await browser.open(back)).toMatchObject({ status: 302, location: `https://${app.host}/` })
})

test('a code serves once, and neither a changed nor a foreign one serves at all [P6]', async () => {
  const [app, board] = [await aProxiedApp(site), await aProxiedApp(site)]
  const { browser, back } = await returning(app)
  const cookies = new Map(browser.cookies)
  const again = (changes: Record<string, string>) => {
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    const url = new URL(back)
    for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value)
    return browser.open(url.href)
  }
  const foreign = new URL((await returning(board)).back).searchParams.get('code')!
  const changed: Record<string, string>[] = [
    { code: 'made-up' },
    { code: '' },
    { code: foreign },
    { state: 'a'.repeat(32) },
    { state: new URL(back).searchParams.get('state')!.slice(0, -1) },
    { state: '' },
    { iss: 'https://evil.example' },
    { iss: '' },
  ]
  for (const changes of changed) expect(await again(changes), JSON.stringify(changes)).toMatchObject(expired)
  const [name = '', value = ''] = [...cookies][0]!
  browser.cookies.set(name, value.replace(/\.[^.]+/, '.another-verifier'))
  expect(await browser.open(back)).toMatchObject(expired)
  expect(await again({})).toMatchObject({ status: 302 })
  expect(await again({})).toMatchObject(expired)
})

test('codes that a stranger makes up keep nobody else out, and are no fault of the app', async () => {
  const app = await aProxiedApp(site)
  const { browser, back } = await returning(app)
  const made = new URL(back)
  made.searchParams.set('code', 'made-up')
  Object.assign(config(), { RATE_LIMITS: true })
  for (let sent = 0; sent < 31; sent++) {
    const stranger = app.browser()
    for (const [name, value] of browser.cookies) stranger.cookies.set(name, value)
    expect(await stranger.open(made.href)).toMatchObject(expired)
  }
  const returned = await browser.open(back)
  Object.assign(config(), { RATE_LIMITS: false })
  expect(returned).toMatchObject({ status: 302 })
  expect(await findClientFaults(app.client.id, 10)).toEqual([])
})

test('a session that ended on the way gets no seat [P11]', async () => {
  const { atRekey, browser, back } = await returning(await aProxiedApp(site))
  await endSession(hashSessionToken(atRekey.token), 'browser', {})
  expect(await browser.open(back)).toMatchObject(expired)
})

test('a code for an app behind a proxy is worth nothing at the token endpoint, because nobody knows its secret [P10]', async () => {
  const app = await aProxiedApp(site)
  const { browser, back } = await returning(app)
  const [, cookie] = [...browser.cookies][0]!
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: app.client.id,
    redirect_uri: `https://${app.host}/.rekey/callback`,
    code: new URL(back).searchParams.get('code')!,
    code_verifier: cookie.split('.')[1]!,
  })
  const answer = await fetch(`${site.url}/oauth/token`, { method: 'POST', body })
  expect([answer.status, (await answer.json()).error]).toEqual([401, 'invalid_client'])
})

test('a path that somebody has put into the cookie of a login leads nowhere else either [P16]', async () => {
  const app = await aProxiedApp(site)
  for (const to of ['//evil.example', 'https://evil.example/', '/.rekey/login']) {
    const { browser, back } = await returning(app)
    const [name = '', value = ''] = [...browser.cookies][0]!
    const [state, verifier] = value.split('.')
    browser.cookies.set(name, [state, verifier, Buffer.from(to).toString('base64url')].join('.'))
    expect(await browser.open(back), to).toMatchObject({ location: `https://${app.host}/` })
  }
})

test('who cancels reads so at the app, and can log in after all', async () => {
  const app = await aProxiedApp(site)
  const { browser, back } = await returning(app, '/page?a=1')
  const url = new URL(back)
  url.searchParams.delete('code')
  url.searchParams.set('error', 'access_denied')
  const cookies = new Map(browser.cookies)
  const page = await browser.open(url.href)
  expect(page).toMatchObject({ status: 403, text: expect.stringContaining('You canceled the login.') })
  expect(page.text).toContain('href="/page?a=1"')
  for (const [name, value] of cookies) browser.cookies.set(name, value)
  url.searchParams.set('error', '<script>alert(1)</script>')
  expect((await browser.open(url.href)).text).toContain('The login was refused for this reason: unknown.')
})

test('several tabs log in at the same time, and pictures and scripts begin nothing', async () => {
  const app = await aProxiedApp(site)
  const [browser, atRekey] = [app.browser(), await loggedInAt(site, await aVerifiedPerson())]
  const begun = []
  for (const to of ['/one', '/two', '/three']) begun.push(await browser.open(`/.rekey/login?to=${to}`))
  for (const [index, { location }] of begun.entries()) {
    const { location: back } = await atRekey.visit(location!)
    const { location: page } = await browser.open(back!)
    expect(page).toBe(`https://${app.host}/${['one', 'two', 'three'][index]}`)
  }
  const unseen = app.browser()
  const ofPictures: Record<string, string>[] = [{ 'sec-fetch-mode': 'no-cors' }, { accept: 'image/avif,*/*' }]
  for (const headers of ofPictures)
    expect(await unseen.open('/.rekey/login?to=/x.png', headers)).toMatchObject({ status: 401 })
  expect(unseen.cookies.size).toBe(0)
})

test('logins that were never finished do not fill the requests of a browser', async () => {
  const app = await aProxiedApp(site)
  const browser = app.browser()
  for (let begun = 0; begun < 30; begun++) await browser.open('/.rekey/login?to=/')
  expect(browser.cookies.size).toBeLessThanOrEqual(8)
  for (let begun = 0; begun < 30; begun++) {
    await browser.open(`/.rekey/login?to=/${'x'.repeat(990)}`)
    expect([...browser.cookies].join('; ').length).toBeLessThan(4500)
  }
})

test('a proxy that does not pass on the cookie leads to a page that says so, and to no circle', async () => {
  const app = await aProxiedApp(site)
  const browser = app.browser()
  await browser.enter(await loggedInAt(site, await aVerifiedPerson()))
  // Another tab is no circle.
  expect(await browser.open('/.rekey/login?to=/other')).toMatchObject({ status: 302 })
  const once = await browser.open('/.rekey/login?to=/page')
  expect([once.status, once.location]).toEqual([302, `https://${app.host}/page`])
  const twice = await browser.open('/.rekey/login?to=/page')
  expect(twice).toMatchObject({ status: 500, text: expect.stringContaining('has to send the Cookie header') })
  expect(await findClientFaults(app.client.id, 10)).toMatchObject([{ code: 'login-unseen', detail: app.host }])
})

test('at Rekey’s own host, at unknown ones and without the provider, the addresses are unknown [P34]', async () => {
  const app = await aProxiedApp(site)
  const browser = app.browser()
  const own = new URL(site.url).host
  const status = async (url: string, host = app.host) =>
    (await browser.send(url, { accept: 'text/html', 'x-forwarded-host': host })).status
  for (const path of ['/.rekey/login', '/.rekey/callback', '/.rekey/logout', '/.rekey/denied', '/forward-auth']) {
    expect([await status(path), await status(path, own), await status(path, 'x.example')]).toEqual([
      { '/forward-auth': 302, '/.rekey/callback': 400 }[path] ?? 302,
      404,
      404,
    ])
    Object.assign(config(), { PROVIDER: false })
    expect(await status(path)).toBe(404)
    Object.assign(config(), { PROVIDER: true })
  }
  for (const path of ['/.rekey', '/forward-auth/', '/forward-authx']) expect(await status(path), path).toBe(404)
  // These belong to Rekey at the app's host, and to nobody elsewhere.
  for (const path of ['/.rekey/', '/.rekey/constructor', '/.rekey/..\\login', '/.rekey/../login'])
    expect(await browser.send(path, {}), path).toMatchObject({
      status: 404,
      text: expect.stringContaining('There is nothing at this address'),
    })
  expect((await browser.send('/.rekey/login', {}, 'POST')).status).toBe(405)
  expect((await browser.send('/forward-auth', {}, 'POST')).status).toBe(405)
})

test('no answer at the host of an app tells browsers what to do with the hosts below it [P32]', async () => {
  const app = await aProxiedApp(site)
  const { APP_URL } = config()
  Object.assign(config(), { APP_URL: 'https://accounts.example.com' })
  const browser = app.browser()
  // A proxy may decode a path before it leaves it to Rekey, which does not.
  const answers = [await browser.ask(), await browser.open('/.rekey/login?to=/'), await browser.open('/%2erekey/login')]
  const withoutHost = { 'x-forwarded-host': '' }
  answers.push(await browser.ask({ headers: withoutHost }))
  const own = [await browser.send('/nothing', withoutHost)]
  own.push(await browser.send('/nothing', { 'x-forwarded-host': 'accounts.example.com' }))
  Object.assign(config(), { APP_URL })
  for (const { headers } of answers) expect(headers['strict-transport-security']).toBeUndefined()
  for (const { headers } of own) expect(headers['strict-transport-security']).toBeDefined()
})
