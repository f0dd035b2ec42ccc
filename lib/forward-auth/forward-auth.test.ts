import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { someone } from '@/test/accounts/someone'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { aProxiedApp, aVerifiedPerson, loggedInAt, seated } from '@/test/provider/proxied-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a browser is led through Rekey to the page that it wanted, and the app hears who it is [P32]', async () => {
  const user = await aVerifiedPerson({ firstName: 'Zoë', lastName: 'O’Neil' })
  const app = await aProxiedApp(site)
  const browser = app.browser()
  const first = await browser.ask()
  const wanted = encodeURIComponent('/page?a=1&b=2')
  expect([first.status, first.location]).toEqual([302, `https://${app.host}/.rekey/login?to=${wanted}`])
  const entered = await browser.enter(await loggedInAt(site, user))
  expect([entered.status, entered.location]).toEqual([302, `https://${app.host}/page?a=1&b=2`])
  expect([...browser.cookies.keys()]).toEqual(['__Host-rekey'])
  const { status, headers } = await browser.ask()
  expect(status).toBe(200)
  expect(Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('remote-')))).toEqual({
    'remote-user': user.id,
    'remote-email': user.email,
    'remote-email-verified': 'true',
    'remote-name': 'Zo%C3%AB%20O%E2%80%99Neil',
    'remote-groups': '',
  })
  expect(headers['cache-control']).toBe('no-store')
})

test('an app gets the verified email as the name of the user, and only the scopes that it has', async () => {
  const user = await aVerifiedPerson({ email: `Ada.${randomUUID()}@Example.com` })
  const app = await aProxiedApp(site, { remoteUser: 'email', scopes: ['openid'] })
  const { browser } = await seated(site, app, user)
  const { headers } = await browser.ask()
  expect(headers).toMatchObject({ 'remote-user': user.email.toLowerCase(), 'remote-email': '', 'remote-name': '' })
  expect(headers['remote-email-verified']).toBe('false')
  const unverified = await someone({ passwordHash: 'none' })
  await expect(app.browser().enter(await loggedInAt(site, unverified))).rejects.toThrow('verify-email')
})

test('an email that was never verified is not told, and none that is verified no longer lets in', async () => {
  const unverified = await someone({ passwordHash: 'none' })
  const open = await seated(site, await aProxiedApp(site), unverified)
  const { headers } = await open.browser.ask()
  expect(headers).toMatchObject({ 'remote-email': '', 'remote-email-verified': 'false', 'remote-user': unverified.id })
  const user = await aVerifiedPerson()
  const { browser } = await seated(site, await aProxiedApp(site, { needsVerified: true }), user)
  await query((db) => db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, user.id)))
  expect((await browser.ask()).status).toBe(302)
})

test('only the opening of a page is redirected; everything else gets a 401 with the way to the login', async () => {
  const app = await aProxiedApp(site)
  const answers = []
  for (const asked of [
    { accept: 'text/html,*/*;q=0.8' },
    { method: 'HEAD' },
    { accept: 'application/json' },
    { accept: '*/*' },
    { method: 'POST' },
    { method: 'PROPFIND' },
  ]) {
    const { status, location } = await app.browser().ask(asked)
    answers.push([status, decodeURIComponent(location!.split('?to=')[1]!)])
  }
  const page = '/page?a=1&b=2'
  expect(answers).toEqual([
    [302, page],
    [302, page],
    [401, page],
    [401, page],
    [401, '/'],
    [401, '/'],
  ])
  const { text } = await app.browser().ask({ method: 'POST' })
  expect(text).toContain('What you sent did not arrive.')
  expect(text).toContain('href="/.rekey/login?to=%2F"')
})

test('a proxy that wishes 401s for answers hears the way to the login only where a person waits for a page', async () => {
  const app = await aProxiedApp(site)
  const login = (to: string) => `https://${app.host}/.rekey/login?to=${encodeURIComponent(to)}`
  const headers = { 'x-rekey-answer': '401' }
  const heard = async (asked: object) => {
    const { status, location } = await app.browser().ask({ headers, ...asked })
    return [status, location]
  }
  expect(await heard({})).toEqual([401, login('/page?a=1&b=2')])
  expect(await heard({ method: 'POST' })).toEqual([401, login('/')])
  expect(await heard({ accept: 'application/json' })).toEqual([401, undefined])
})

test('a path that leads elsewhere or back into the login becomes the first page of the app [P16]', async () => {
  const app = await aProxiedApp(site)
  for (const path of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/.rekey/login',
    '/a\tb',
    '',
    '/%5cevil.example',
  ]) {
    const { location } = await app.browser().ask({ path })
    expect(location, path).toBe(`https://${app.host}/.rekey/login?to=%2F`)
    const browser = app.browser()
    const begun = await browser.open(`/.rekey/login?to=${encodeURIComponent(path)}`)
    const { location: back } = await (await loggedInAt(site, await aVerifiedPerson())).visit(begun.location!)
    expect((await browser.open(back!)).location, path).toBe(`https://${app.host}/`)
  }
})
