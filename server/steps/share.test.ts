import { text } from 'node:stream/consumers'
import { jsonRoutes } from '@/app/_http/json/json-routes'
import { sendRequest } from '@/e2e/support/requests/send-request'
import { jsonRequest } from '@/test/doors/json-door'
import { type Served, serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { identify } from './identify'
import { refuseUnreadable } from './refuse-unreadable'
import { answerPreflight, share } from './share'

const APP = 'https://app.example.com'
const listing = <T>(work: () => Promise<T>) => withSettings({ CORS_ORIGINS: `${APP},https://shop.example.com` }, work)
const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
const json = { 'content-type': 'application/json' }

let site: Served
let worked = 0
test.beforeAll(async () => {
  site = await serve([identify, share, refuseUnreadable, answerPreflight], async (request, response) => {
    worked += 1
    await text(request)
    response.appendHeader('Vary', 'RSC')
    response.end()
  })
})
test.afterAll(() => site.stop())

test('every answer of the JSON API allows a listed origin, without credentials [H5]', async () => {
  await listing(async () => {
    for (const path of ['/api/me', '/api/login?next=x', '/api/sessions/0190-a', '/api/nothing'])
      expect(await shared(path)).toEqual({
        'access-control-allow-origin': APP,
        'access-control-expose-headers': 'Retry-After, WWW-Authenticate, X-Request-Id',
        vary: 'Origin, RSC',
      })
    // This request is refused before it reaches a route.
    expect(await shared('/api/me?x=%')).toMatchObject({ 'access-control-allow-origin': APP, vary: 'Origin' })
    expect(await shared('/login', { ...json, method: 'POST' })).toMatchObject({ 'access-control-allow-origin': APP })
  })
})

test('no other origin is allowed, whatever it resembles, and caches learn that the answer depends on the origin [H5]', async () => {
  const others = [
    'null',
    '*',
    'https://evil.example',
    'http://app.example.com',
    'https://app.example.com:444',
    'https://app.example.com.evil.example',
    'https://xapp.example.com',
    'https://APP.example.com',
    'https://app.example.com/',
    `${APP},https://shop.example.com`,
    `${APP}, ${APP}`,
    undefined,
  ]
  await listing(async () => {
    for (const origin of others) {
      expect([origin, await shared('/api/me', { origin })]).toEqual([origin, { vary: 'Origin, RSC' }])
      worked = 0
      expect(await shared('/api/me', { origin, method: 'OPTIONS', ...preflight })).toEqual({ vary: 'Origin, RSC' })
      expect(worked).toBe(1)
    }
  })
})

test('pages and routes for machines or for development are never shared [H5]', async () => {
  await listing(async () => {
    for (const path of [
      '/',
      '/login',
      '/account',
      '/healthz',
      '/metrics',
      '/api/metrics',
      '/api/metrics?x',
      '/api/dev/mailbox',
      '/api/doctor',
      '/api/webhooks/resend',
      '/api/cron/dispatch',
      '/api//metrics',
      '/api/%6detrics',
      '/api/./metrics',
      '/dev/mailbox',
    ]) {
      expect([path, await shared(path)]).toEqual([path, { vary: 'RSC' }])
      if (path !== '/login')
        expect([path, await shared(path, { method: 'OPTIONS', ...preflight })]).toEqual([path, { vary: 'RSC' }])
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx'])
      expect(await shared('/login', { method: 'POST', 'content-type': type })).toEqual({ vary: 'RSC' })
  })
})

test('a preflight request is answered at once and reaches no route [H5]', async () => {
  await listing(async () => {
    for (const path of ['/api/me', '/login']) {
      worked = 0
      const answer = await send(path, { method: 'OPTIONS', ...preflight })
      expect([answer.status, answer.body, worked]).toEqual([204, '', 0])
      expect(sharing(answer.headers)).toEqual({
        'access-control-allow-origin': APP,
        'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
        'access-control-allow-headers': 'Authorization, Content-Type',
        'access-control-max-age': '7200',
        vary: 'Origin',
      })
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
    }
    // OPTIONS that is not a preflight request is handled like any other method.
    await send('/api/me', { method: 'OPTIONS' })
    expect(worked).toBe(1)
  })
})

test('without listed origins, no answer has these headers [H5]', async () => {
  expect(await shared('/api/me')).toEqual({ vary: 'RSC' })
  expect(await shared('/api/me', { method: 'OPTIONS', ...preflight })).toEqual({ vary: 'RSC' })
})

test('a page of a listed origin may do the same as an API client, but nothing with a cookie [F7, F10]', async () => {
  const { POST } = jsonRoutes({ POST: async () => new Response('done') })
  const status = async (headers: Record<string, string>) => (await POST(jsonRequest('/api/x', {}, headers))).status
  const page = { origin: APP, 'sec-fetch-site': 'cross-site' }
  await listing(async () => {
    for (const headers of [page, { ...page, authorization: 'Bearer x' }, { ...page, 'sec-fetch-site': 'same-site' }])
      expect(await status(headers as Record<string, string>)).toBe(200)
    for (const cookie of ['session=x', 'device=x', 'theme=dark']) {
      expect(await status({ ...page, cookie })).toBe(403)
      expect(await status({ ...page, cookie, authorization: 'Bearer x' })).toBe(403)
    }
    for (const origin of ['https://evil.example', 'null', `${APP}.evil.example`])
      expect(await status({ ...page, origin })).toBe(403)
  })
  expect(await status(page)).toBe(403)
})

type Sent = Record<string, string | undefined> & { method?: string }

function send(path: string, { method, ...headers }: Sent = {}) {
  return sendRequest(`${site.url}${path}`, { method, headers: { origin: APP, ...headers } })
}

async function shared(path: string, sent?: Sent) {
  return sharing((await send(path, sent)).headers)
}

function sharing(headers: object) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^(access-control-|vary$)/.test(name)))
}
