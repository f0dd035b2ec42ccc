import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type RequestListener, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { serve as serveSteps } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { keptPages } from './kept-pages'

const inline = 'first("<&>")\nsecond()'
const html = (nonce: string) =>
  `<!DOCTYPE html><script src="/a.js" nonce="${nonce}"></script><script nonce="${nonce}" id="b">${inline}</script>`

test('a page is made once, and sent with the hashes of its inline scripts in place of a nonce [H1]', async () => {
  let made = 0
  const { ask, stop } = await serve((_, response) => {
    response.setHeader('Content-Security-Policy', `script-src 'nonce-n${++made}+='`)
    response.end(html(`n${made}+=`))
  })
  const answers = [await ask('/login'), await ask('/login'), await ask('/login', { method: 'HEAD' })]
  const packed = await ask('/login', { headers: { 'accept-encoding': 'br;q=0.5, gzip' } })
  const refused = await ask('/login', { headers: { 'accept-encoding': 'gzip;q=0' } })
  expect(made).toBe(1)
  expect(answers.map(({ body }) => body.toString())).toEqual([html(''), html(''), ''])
  expect(gunzipSync(packed.body).toString()).toBe(html(''))
  expect([packed.headers['content-encoding'], refused.headers['content-encoding']]).toEqual(['gzip', undefined])
  const hash = createHash('sha256').update(inline).digest('base64')
  for (const { headers } of [...answers, packed]) {
    expect(headers['content-security-policy']).toContain(`script-src 'self' 'sha256-${hash}'; style-src 'self';`)
  }
  stop()
})

test('a page that does not depend on the request is made once, and another request for it gets a 304 [H1 L3]', async () => {
  const made: string[] = []
  const { ask, stop } = await serve(({ url = '' }, response) => {
    made.push(url)
    if (url === '/openapi.json') response.setHeader('Cache-Control', 'public, max-age=300')
    else response.setHeader('Content-Security-Policy', "script-src 'nonce-n'")
    response.setHeader('Vary', 'rsc')
    response.end(`${html('n')}${url}`)
  })
  for (const path of ['/docs', '/problems/not-found', '/openapi.json']) {
    const query = path === '/openapi.json' ? '' : '?rsc=1&token=x'
    const first = await ask(path)
    const again = await ask(path + query, { headers: { cookie: 'session=x', rsc: '1', 'content-type': 'text/plain' } })
    expect(again.body).toEqual(first.body)
    expect(first.headers['cache-control']).toMatch(/^public, (no-cache|max-age=300)$/)
    const { etag } = first.headers
    for (const known of [etag, etag?.slice(2), `"a", ${etag}`, '*']) {
      const { status, headers, body } = await ask(path, { headers: { 'if-none-match': known! } })
      expect([known, status, body.length, headers.etag]).toEqual([known, 304, 0, etag])
      expect(headers['content-security-policy']).toBe(first.headers['content-security-policy'])
      expect(headers.vary).toBe('rsc, Accept-Encoding')
    }
    expect((await ask(path, { headers: { 'if-none-match': 'W/"other"' } })).status).toBe(200)
    for (const encoding of ['br', 'gzip'])
      expect((await ask(path, { headers: { 'accept-encoding': encoding } })).headers['content-encoding']).toBe(encoding)
  }
  expect(made).toEqual(['/docs', '/problems/not-found', '/openapi.json'])
  await ask('/openapi.json?password=x')
  await ask('/problems/nonsense')
  expect(made.slice(3)).toEqual(['/openapi.json?password=x', '/problems/nonsense'])
  stop()
})

test('a page that is not the same for everyone is made for each request [F13]', async () => {
  const others: Record<string, RequestListener> = {
    'a fault': (_, response) => response.writeHead(500).end('x'),
    'a redirect': (_, response) => response.writeHead(307, { Location: '/account' }).end('x'),
    'a cookie': (_, response) =>
      response.writeHead(200, { 'Set-Cookie': 'a=b', 'Content-Security-Policy': "script-src 'nonce-x'" }).end('x'),
    'no policy of a page': (_, response) => response.end('x'),
  }
  for (const [what, answer] of Object.entries(others)) {
    const asked: (string | undefined)[] = []
    const { ask, stop } = await serve((request, response) => {
      asked.push(request.headers['x-visitor'] as string | undefined)
      answer(request, response)
    })
    for (const visitor of ['1', '2']) await ask('/login', { headers: { 'x-visitor': visitor } })
    expect([what, asked]).toEqual([what, [undefined, '1', undefined, '2']])
    stop()
  }
})

async function serve(listener: RequestListener) {
  const site = await serveSteps([keptPages(listener)], listener)
  const ask = async (path: string, options: { method?: string; headers?: Record<string, string> } = {}) => {
    const sent = request({ host: '127.0.0.1', port: site.port, path, agent: false, ...options }).end()
    const [answer] = await once(sent, 'response')
    return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) }
  }
  return { ask, stop: site.stop }
}
