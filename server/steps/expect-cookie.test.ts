import { sendRequest } from '@/e2e/support/requests/send-request'
import { exchangeOf } from '@/server/exchanges'
import type { Step } from '@/server/pipeline'
import { type Served, serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { expectCookie } from './expect-cookie'
import { identify } from './identify'
import { openPage } from './open-page'

/** Stands in for what only Next can send. */
const asNext: Step = (request) => {
  if (request.headers['of-next']) exchangeOf(request)!.internal = true
  return false
}
let site: Served
test.beforeAll(async () => {
  site = await serve([identify, asNext, expectCookie, openPage], (_, response) => response.end('page'))
})
test.afterAll(() => site.stop())
const get = (path: string, headers: Record<string, string> = {}) => sendRequest(site.url + path, { headers })

const pages = { '/reset-password': 'reset', '/verify-email': 'verify', '/confirm-email': 'confirm' }
const rest = { '/undo-email': 'undo', '/not-me': 'not-me' }

test('the page of a mailed link opens where its cookie came, and else says that it needs cookies', async () => {
  for (const [path, name] of Object.entries({ ...pages, ...rest })) {
    const opened = await get(`${path}?token=abc`)
    expect([opened.status, opened.headers.location]).toEqual([303, `http://localhost:3000${path}?cookie-sent`])
    const sent = `${path}?cookie-sent`
    const kept = await get(sent, { cookie: `a=b; ${name}=abc` })
    expect([kept.status, kept.headers.location]).toEqual([303, `http://localhost:3000${path}`])
    for (const cookie of ['', 'a=b', `x${name}=abc`]) {
      const { status, headers, body } = await get(sent, { cookie })
      expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
      expect(body).toContain('<h1>This site needs cookies</h1>')
      expect(body).toContain('Allow cookies for localhost:3000')
    }
    expect((await get(path)).body).toBe('page')
  }
})

test('so does the login, which leads on by itself, and only a browser can show that it keeps cookies', async () => {
  const sent = '/login?cookie-sent&next=%2Faccount'
  expect((await get(sent)).body).toContain('<h1>This site needs cookies</h1>')
  expect((await get(sent, { cookie: 'session=x' })).body).toBe('page')
  const asked = await get(sent, { 'of-next': '1', cookie: 'session=x' })
  expect([asked.status, asked.body]).toEqual([204, ''])
  for (const path of ['/register?cookie-sent', '/login?next=cookie-sent', '/login'])
    expect([path, (await get(path)).body]).toEqual([path, 'page'])
})
