import { sendRequest } from '@/e2e/support/requests/send-request'
import { serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { exchangeOf } from './exchanges'
import type { Step } from './pipeline'
import { identify } from './steps/identify'

test('every response has the headers once, and keeps its own policy if it has one [H2 H6]', async () => {
  const site = await serve([identify], ({ url }, response) => {
    if (url === '/framed') response.setHeader('Content-Security-Policy', "frame-ancestors 'self'")
    if (url === '/moved/') response.statusCode = 308
    response.end('x')
  })
  const headersOf = async (path: string) => (await sendRequest(site.url + path)).headers
  expect(await headersOf('/moved/')).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
  })
  expect((await headersOf('/'))['strict-transport-security']).toBeUndefined()
  expect((await headersOf('/framed'))['content-security-policy']).toBe("frame-ancestors 'self'")
  await withSettings({ APP_URL: 'https://accounts.example.com' }, async () => {
    expect((await headersOf('/'))['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
  })
  site.stop()
})

test('no cache stores a temporary redirect, unless the response allows it [F13]', async () => {
  const site = await serve([identify], ({ url = '' }, response) => {
    if (url.endsWith('kept')) response.setHeader('Cache-Control', 'max-age=60')
    response.writeHead(Number(url.slice(1, 4)), { Location: '/' }).end()
  })
  const kept = async (path: string) => (await sendRequest(site.url + path)).headers['cache-control']
  for (const status of [302, 303, 307]) expect([status, await kept(`/${status}`)]).toEqual([status, 'no-store'])
  expect(await kept('/307kept')).toBe('max-age=60')
  for (const status of [200, 301, 308]) expect([status, await kept(`/${status}`)]).toEqual([status, undefined])
  site.stop()
})

test('the head of a response waits for its body, even when it is flushed', async () => {
  let sentBeforeBody = -1
  const site = await serve([], (_, response) => {
    response.flushHeaders()
    sentBeforeBody = response.socket!.bytesWritten
    response.write('body')
    response.end()
  })
  const { body } = await sendRequest(site.url, { headers: { connection: 'close' } })
  expect([body, sentBeforeBody]).toEqual(['body', 0])
  site.stop()
})

/** Marks each request as a form as its query says. */
const mark: Step = (request) => {
  const query = new URLSearchParams(request.url?.split('?')[1])
  Object.assign(exchangeOf(request)!, Object.fromEntries([...query.keys()].map((name) => [name, true])))
  return false
}

test('an error before the action has the form is the sender’s and gets our own page; a later one stays a 500 [F10 I1]', async () => {
  const site = await serve([identify, mark], (_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.setHeader('Content-Encoding', 'gzip')
    response.statusCode = 500
    response.write('of')
    response.end('Next')
  })
  const post = async (query: string, headers: Record<string, string> = {}) => {
    const { status, body, headers: got } = await sendRequest(`${site.url}/login?${query}`, { method: 'POST', headers })
    return { status, body, type: got['content-type'], encoding: got['content-encoding'] }
  }
  const words = 'We couldn’t read the form. Please reload the page.'
  expect(await post('posted', { 'next-action': 'x' })).toEqual({
    status: 400,
    body: `malformed-form: ${words}`,
    type: 'text/plain',
    encoding: undefined,
  })
  const forPeople = await post('posted', { accept: 'text/html' })
  expect([forPeople.status, forPeople.type]).toEqual([400, 'text/html; charset=utf-8'])
  expect(forPeople.body).toContain(
    '<h1>We couldn’t read the form</h1>\n<p>Please reload the page. Nothing was changed.</p>',
  )
  expect(JSON.parse((await post('posted')).body)).toMatchObject({ code: 'malformed-form', status: 400 })
  expect(JSON.parse((await post('posted&tooLarge')).body)).toMatchObject({ code: 'too-large', status: 413 })
  for (const query of ['posted&acted', 'acted', ''])
    expect(await post(query)).toMatchObject({ status: 500, body: 'ofNext' })
  site.stop()
})

test('a page that finds nothing at its URL is a 404, one that is not for its reader a 403, one that failed a 500, and each keeps its content', async () => {
  const site = await serve([identify, mark], (_, response) => response.end('page'))
  for (const [query, status] of [
    ['nothingThere', 404],
    ['forbidden', 403],
    ['faulty', 500],
    ['posted&acted&faulty', 500],
    ['', 200],
  ] as const)
    expect(await sendRequest(`${site.url}/?${query}`)).toMatchObject({ status, body: 'page' })
  site.stop()
})

test('a page can set a cookie and remove it, also where it redirects', async () => {
  const options = { path: '/', maxAge: 3600, secure: true, httpOnly: true, sameSite: 'lax' } as const
  const site = await serve([identify], (request, response) => {
    const [, status, maxAge] = request.url!.split('/').map(Number)
    const value = maxAge ? '/login/app/x' : ''
    Object.assign(exchangeOf(request)!, { cookie: { name: '__Host-onward', value, options: { ...options, maxAge } } })
    response.setHeader('Set-Cookie', 'other=1')
    response.writeHead(status!).end()
  })
  const cookies = async (path: string) => (await sendRequest(site.url + path)).headers['set-cookie']
  const kept = /^__Host-onward=\/login\/app\/x; Path=\/; Expires=.*; Max-Age=3600; Secure; HttpOnly; SameSite=lax$/
  expect(await cookies('/200/3600')).toEqual(['other=1', expect.stringMatching(kept)])
  expect(await cookies('/307/0')).toEqual(['other=1', expect.stringMatching(/^__Host-onward=; .*Max-Age=0; /)])
  site.stop()
})

test('a body that is too long is not read to its end, so the connection is closed [A12]', async () => {
  const site = await serve([identify], (_, response) => {
    response.writeHead(413).end('too long')
  })
  const answer = (body: string) =>
    sendRequest(site.url, {
      method: 'POST',
      headers: { 'transfer-encoding': 'chunked', connection: 'keep-alive' },
      body,
    })
  expect((await answer('x'.repeat(3_000_000))).headers.connection).toBe('close')
  site.stop()
})
