import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright/test'
import { sendRequest } from '../support/requests/send-request'
import { type Site, startSite } from '../support/servers/site'
import { aPerson, login } from '../support/steps/person'
import { expect, test } from '../support/test'

type Sent = { path: string; method?: string; body?: object; token?: string; credentials?: RequestCredentials }

/** No extra headers, because a browser would send a preflight request for them. */
const plain = { extraHTTPHeaders: {} }
let site: Site
const origins = { listed: '', other: '' }
let servers: Server[] = []

test.beforeAll(async () => {
  servers = []
  for (const name of ['listed', 'other'] as const) {
    const server = createServer()
    servers.push(server)
    server.on('request', (_, response) => response.setHeader('Content-Type', 'text/html').end('<h1>Elsewhere</h1>'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    origins[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  site = await startSite({ environment: { CORS_ORIGINS: `https://app.example.com,${origins.listed}` } })
})
test.afterAll(async () => {
  for (const server of servers) server.close()
  await site.stop()
})

test('a page of a listed origin can register, log in, use its token and read refusals [H5 F6]', async ({ browser }) => {
  const page = await (await browser.newContext(plain)).newPage()
  await page.goto(origins.listed)
  const person = aPerson()
  expect(await call(page, { path: '/register', method: 'POST', body: person })).toMatchObject({ status: 201 })
  const entered = await call(page, { path: '/api/login', method: 'POST', body: person })
  expect(entered).toMatchObject({ status: 200, body: { token_type: 'Bearer' } })
  const token = entered.body.access_token
  const renamed = await call(page, { path: '/api/me', method: 'PATCH', token, body: { first_name: 'Grace' } })
  expect(renamed).toMatchObject({ status: 200, body: { user: { first_name: 'Grace' } } })
  expect(await call(page, { path: '/api/me', token })).toMatchObject({ status: 200, body: renamed.body })

  const wrong = { ...person, password: 'not the password' }
  const refused = await call(page, { path: '/login', method: 'POST', body: wrong })
  expect(refused).toMatchObject({ status: 401, body: { code: 'invalid-credentials' }, authenticate: 'Bearer' })
  expect(refused.request).toMatch(/^[0-9a-f-]{36}$/)
  expect(await call(page, { path: '/api/nothing' })).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await call(page, { path: '/api/logout', method: 'POST', token })).toMatchObject({ status: 204 })
  expect(await call(page, { path: '/api/me', token })).toMatchObject({ status: 401 })
  await page.context().close()
})

test('a page of any other origin can read nothing, and its JSON never arrives [H5 F10]', async ({ browser }) => {
  const page = await (await browser.newContext(plain)).newPage()
  await page.goto(origins.other)
  const person = aPerson()
  for (const sent of [
    { path: '/api/me' },
    { path: '/api/register', method: 'POST', body: person },
    { path: '/login', method: 'POST', body: person },
    { path: '/api/me', token: 'x' },
  ])
    expect(await call(page, sent)).toEqual({ failed: 'TypeError' })
  const unknown = await sendRequest(`${site.url}/api/login`, {
    method: 'POST',
    body: JSON.stringify(person),
    headers: { 'content-type': 'application/json' },
  })
  expect(unknown.status).toBe(401)
  // Every origin may read the public keys.
  expect(await call(page, { path: '/.well-known/jwks.json' })).toMatchObject({ status: 200 })
  await page.context().close()
})

test('a listed origin cannot use the session of a logged-in user [F7 F10]', async ({ browser }) => {
  const context = await browser.newContext({ ...plain, baseURL: site.url })
  const page = await context.newPage()
  const person = aPerson()
  await page.request.post('/api/register', { data: person })
  await login(page, person)
  await expect(page).toHaveURL('/account')
  const session = (await context.cookies()).find(({ name }) => name === 'session')!
  await page.goto(origins.listed)
  for (const credentials of ['include', 'same-origin'] as const)
    for (const method of ['GET', 'DELETE']) {
      const answer = await call(page, { path: '/api/sessions', method, credentials })
      expect(answer).toMatchObject(credentials === 'include' ? { failed: 'TypeError' } : { status: 401 })
    }
  // The same without a browser, as from a neighboring subdomain.
  const headers = { cookie: `session=${session.value}`, origin: origins.listed, 'sec-fetch-site': 'same-site' }
  const refused = await sendRequest(`${site.url}/api/sessions`, { method: 'DELETE', headers })
  expect([refused.status, JSON.parse(refused.body).code]).toEqual([403, 'cross-site'])
  expect(refused.headers['access-control-allow-credentials']).toBeUndefined()
  await page.goto(`${site.url}/account`)
  await expect(page.getByText(person.email).first()).toBeVisible()
  await context.close()
})

/** What the script of a page can read of an answer. */
function call(page: Page, sent: Sent) {
  return page.evaluate(
    async ({ url, method = 'GET', body, token, credentials }) => {
      const headers = {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      }
      try {
        const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body), credentials })
        const text = await answer.text()
        const seen = (name: string) => answer.headers.get(name)
        return {
          status: answer.status,
          body: text ? JSON.parse(text) : undefined,
          authenticate: seen('www-authenticate'),
          request: seen('x-request-id'),
        }
      } catch (error) {
        return { failed: (error as Error).name }
      }
    },
    { url: site.url + sent.path, ...sent },
  )
}
