import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, urlOf } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

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

test('no parameter of a login may come twice [P33]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const url = await urlOf(app, { claims: '{}' })
  for (const [name, value] of new URL(url).searchParams) {
    const { status, location } = await browser.once(`${url}&${new URLSearchParams({ [name]: value })}`)
    // Where even the app or its address is in doubt, the refusal is a page.
    const isPage = name === 'client_id' || name === 'redirect_uri'
    const expected = [name, isPage ? 400 : 303, isPage ? undefined : expect.stringContaining('error=invalid_request')]
    expect([name, status, location]).toEqual(expected)
  }
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
