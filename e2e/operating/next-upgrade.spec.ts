import type { Page } from 'playwright/test'
import { handlers, pages } from '../support/requests/routes-and-actions'
import { type Answer, eachOf, sendRequest } from '../support/requests/send-request'
import { startSite } from '../support/servers/site'
import { accountPages } from '../support/steps/account-pages'
import { openAccount, sessionOf } from '../support/steps/open-account'
import { fill, type Person, press } from '../support/steps/person'
import { expect, test } from '../support/test'

// The pipeline relies on this behavior of Next, which Next does not guarantee. A version that changes it must fail here.

test('every script of a page that is made for one visitor has the nonce of its policy [H1]', async ({
  page,
  person,
  site,
}) => {
  await openAccount(page, person)
  const { cookie } = await sessionOf(page)
  for (const path of [...accountPages, '/nothing', '/problems/nonsense']) {
    const { headers, body } = await sendRequest(site.url + path, { headers: { cookie } })
    const nonce = nonceOf(headers)
    const scripts = [...body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
    expect([path, scripts.length > 2]).toEqual([path, true])
    expect(scripts.filter((tag) => !tag.includes(` nonce="${nonce}"`))).toEqual([])
  }
})

test('behind TLS an action that redirects answers with the page it redirects to', async ({
  page,
  person,
  request,
  site,
}) => {
  const APP_URL = 'https://accounts.example.com'
  const secure = await startSite({ environment: { APP_URL } })
  expect((await request.post(`${secure.url}/api/register`, { data: person })).status()).toBe(201)
  const { headers, body } = await loginOfBrowser(page, person, site.url)
  const asProxied = { ...headers, origin: APP_URL, host: 'accounts.example.com', 'x-forwarded-proto': 'https' }
  const logIn = (cookie?: string) =>
    sendRequest(`${secure.url}/login`, { method: 'POST', headers: { ...asProxied, cookie }, body })
  const first = await logIn()
  expect(first.headers['x-action-redirect'], 'to see whether cookies are kept').toContain('/login?cookie-sent')
  const device = first.headers['set-cookie']?.find((cookie) => cookie.startsWith('__Host-device='))
  const answer = await logIn(device?.split(';')[0])
  expect(answer.headers['x-action-redirect']).toBe('/account;push')
  expect(answer.headers['content-type']).toContain('text/x-component')
  expect(answer.body).toContain(person.email)
  await secure.stop()
})

test('the router state that a browser sends is used, and garbage in its place changes nothing [H4]', async ({
  page,
  person,
  site,
}) => {
  const { headers } = await loginOfBrowser(page, person, site.url)
  const state = headers['next-router-state-tree']!
  expect(decodeURIComponent(state)).toContain('"login"')
  const ask = async (said?: string) => {
    const sent = { headers: { rsc: '1', 'next-router-state-tree': said } }
    const first = await sendRequest(`${site.url}/login`, sent)
    // Next redirects each state to its own URL, which a browser computes itself.
    expect([first.status, first.headers.location]).toEqual([307, expect.stringContaining('_rsc')])
    return sendRequest(new URL(first.headers.location!, site.url).href, sent)
  }
  const [whole, part] = [await ask(), await ask(state)]
  expect([whole.status, part.status]).toEqual([200, 200])
  expect(part.body.length).toBeLessThan(whole.body.length / 2)
  for (const garbage of ['garbage', '%5B%5D', '["",{"children":5}]', state.slice(0, -10), `${state}x`]) {
    const { status, body } = await ask(garbage)
    expect([garbage, status, body.length]).toEqual([garbage, 200, whole.body.length])
  }
})

test('forged proxy headers change no byte of any answer [F11]', async ({ page, person, site }) => {
  await openAccount(page, person)
  const { cookie } = await sessionOf(page)
  const gets = handlers.filter(({ methods }) => methods.includes('GET')).map(({ path }) => path)
  const paths = [
    ...pages,
    ...gets.filter((path) => path !== '/api/me/export'),
    '/reset-password?token=abc',
    '/account/',
    '/login?notice=logged-out',
    '/icon.svg',
  ]
  const forged = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-port': '444',
    'x-forwarded-proto': 'https',
    'x-forwarded-uri': '/account/delete',
    'x-forwarded-method': 'POST',
  }
  const credentials: Record<string, string>[] = [{}, { cookie }]
  const cases = paths.flatMap((path) => credentials.map((own) => ({ path, own })))
  await eachOf(cases, async ({ path, own }) => {
    const plain = comparable(await sendRequest(site.url + path, { headers: own }))
    const claimed = comparable(await sendRequest(site.url + path, { headers: { ...own, ...forged } }))
    expect([path, claimed]).toEqual([path, plain])
  })
})

/** The request that a browser sends to log in. Another server of this build accepts it too. */
async function loginOfBrowser(page: Page, person: Person, url: string) {
  await page.goto(`${url}/login`)
  await fill(page, { email: person.email, password: person.password })
  const sent = page.waitForRequest((request) => request.headers()['next-action'] !== undefined)
  await press(page, 'login')
  const request = await sent
  const said = await request.allHeaders()
  const kept = ['accept', 'content-type', 'next-action', 'next-router-state-tree', 'sec-fetch-site']
  const headers = Object.fromEntries(kept.map((name) => [name, said[name]]))
  return { headers, body: request.postDataBuffer() ?? undefined }
}

/** An answer without the parts that differ each time, its bytes sorted because React sends the parts of a page in any order. */
function comparable({ status, headers, body }: Answer) {
  const { date: _, 'x-request-id': __, ...rest } = headers
  const withoutOnce = (text: string) =>
    text.replaceAll(nonceOf(headers) ?? '\0', 'NONCE').replace(/Expires=[^;]+/g, 'Expires=')
  return { status, headers: withoutOnce(JSON.stringify(rest)), bytes: [...withoutOnce(body)].sort().join('') }
}

function nonceOf(headers: Answer['headers']): string | undefined {
  return /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1]
}
