import { OURSELVES } from '@/app/_http/request/own-headers'
import { sendRequest } from '@/e2e/support/requests/send-request'
import { exchangeOf } from '@/server/exchanges'
import type { Step } from '@/server/pipeline'
import { identify } from '@/server/steps/identify'
import { type Served, serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { expectCookie } from './expect-cookie'
import { openPage } from './open-page'

/** Stands in for the mark that only Next can send. */
const asNext: Step = (request) => {
  if (request.headers['of-next']) exchangeOf(request)!.internal = true
  return false
}
/** The mark of another worker on the same port. */
const ofAnother = { [OURSELVES]: 'f'.repeat(32) }
let site: Served
test.beforeAll(async () => {
  site = await serve([identify, asNext, expectCookie, openPage], (_, response) => response.end('page'))
})
test.afterAll(() => site.stop())
const get = (path: string, headers: Record<string, string> = {}) => sendRequest(site.url + path, { headers })

const pages = { '/reset-password': 'reset', '/verify-email': 'verify', '/confirm-email': 'confirm' }
const rest = { '/undo-email': 'undo', '/not-me': 'not-me' }

test('the page of an emailed link opens if its cookie arrived, and otherwise asks to allow cookies', async () => {
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

test('the login does the same, and only a browser can show that it keeps cookies', async () => {
  const sent = '/login?cookie-sent&next=%2Faccount'
  const { body } = await get(sent)
  expect(body).toContain('<h1>This site needs cookies</h1>')
  // Someone who opens the URL without having logged in reads nothing about an email or a password.
  expect(body).not.toMatch(/password (is|are)|are right/)
  expect((await get(sent, { cookie: 'session=x' })).body).toBe('page')
  for (const headers of [{ 'of-next': '1' }, ofAnother] as Record<string, string>[]) {
    const asked = await get(sent, { ...headers, cookie: 'session=x' })
    expect([asked.status, asked.body]).toEqual([204, ''])
  }
  for (const path of ['/register?cookie-sent', '/login?next=cookie-sent', '/login'])
    expect([path, (await get(path)).body]).toEqual([path, 'page'])
})

test('the second step of a login does the same, and leaves no trace of it in its URL', async () => {
  const sent = '/login/second-step?cookie-sent&next=%2Faccount%2Femail'
  for (const cookie of ['', 'session=x', 'xlogin=x']) {
    const { status, body } = await get(sent, { cookie })
    expect([cookie, status]).toEqual([cookie, 200])
    expect(body).toContain('<h1>This site needs cookies</h1>')
    expect(body).toContain('href="/login?next=%2Faccount%2Femail"')
  }
  const leads = async (path: string) => (await get(path, { cookie: 'login=x' })).headers.location
  expect(await leads(sent)).toBe('http://localhost:3000/login/second-step?next=%2Faccount%2Femail')
  expect(await leads('/login/second-step?cookie-sent')).toBe('http://localhost:3000/login/second-step')
  expect(await leads('/login/second-step?cookie-sent&next=//evil.test')).toBe('http://localhost:3000/login/second-step')
  expect((await get(sent, { cookie: 'login=x', 'of-next': '1' })).status).toBe(204)
  expect((await get('/login/second-step')).body).toBe('page')
})

test('the link back to the login still continues to the page that needed it, and to no other site', async () => {
  const back = async (query: string) =>
    /class="button" href="(.*?)"/.exec((await get(`/login?cookie-sent${query}`)).body)?.[1]
  expect(await back('')).toBe('/login')
  expect(await back('&next=%2Faccount%2Fsessions%3Fa%3Db')).toBe('/login?next=%2Faccount%2Fsessions%3Fa%3Db')
  expect(await back('&next=%2F%2Fevil.test')).toBe('/login?next=%2Faccount')
})

test('a request by Next does not follow an emailed link out of this machine with the mark of our own requests', async () => {
  for (const headers of [{ 'of-next': '1' }, ofAnother] as Record<string, string>[]) {
    const asked = await get('/verify-email?token=abc', headers)
    expect([asked.status, asked.headers.location, asked.headers['set-cookie']]).toEqual([204, undefined, undefined])
  }
})
