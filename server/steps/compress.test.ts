import { once } from 'node:events'
import { get, type RequestListener } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { routePatterns } from '@/server/http/route-pattern'
import { type Served, serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { compress } from './compress'
import { identify } from './identify'

const text = JSON.stringify({ words: 'again and again '.repeat(200) })
const JSON_TYPE = { 'Content-Type': 'application/json' }

test('answers without secrets are compressed as the client prefers, and say that they depend on it [K9]', async () => {
  const site = await serveAnswer((_, response) => response.writeHead(200, JSON_TYPE).end(text))
  const wishes: [accepts: string | undefined, encoding: string | undefined][] = [
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.1, gzip;q=0.9', 'gzip'],
    ['gzip;q=0', undefined],
    ['identity;q=0, gzip', 'gzip'],
    ['*;q=0', undefined],
    ['*', 'br'],
    ['nonsense;;q=x', undefined],
    ['', undefined],
    [undefined, undefined],
  ]
  for (const [accepts, encoding] of wishes) {
    const answer = await ask(site, '/openapi.json', { 'accept-encoding': accepts })
    expect([accepts, answer.headers['content-encoding']]).toEqual([accepts, encoding])
    expect([accepts, unpacked(answer)]).toEqual([accepts, text])
    expect(answer.headers.vary).toContain('Accept-Encoding')
    if (encoding) expect(answer.body.length).toBeLessThan(200)
  }
  site.stop()
})

test('answers that may contain a token or a link are sent uncompressed, and so is every unlisted route [H1]', async () => {
  const site = await serveAnswer((request, response) => {
    if (request.url === '/login') response.setHeader('Set-Cookie', 'session=secret')
    response.writeHead(200, JSON_TYPE).end(text)
  })
  const encodingOf = async (path: string, method = 'GET') =>
    (await ask(site, path, { 'accept-encoding': 'gzip' }, method)).headers['content-encoding']
  const compressed: string[] = []
  for (const path of routePatterns) {
    if (await encodingOf(path.replace(/\[.*\]/, 'x'))) compressed.push(path)
    expect([path, await encodingOf(path.replace(/\[.*\]/, 'x'), 'POST')]).toEqual([path, undefined])
  }
  expect(
    compressed.filter((path) => /login$|forgot|account|reset|verify|confirm|undo|not-me|token|mailbox|cron/.test(path)),
  ).toEqual([])
  expect(compressed).toEqual(expect.arrayContaining(['/openapi.json', '/docs', '/api/me/export', '/api/activity']))
  site.stop()
})

test('the answer of a route, whose headers Next copies one by one, is compressed too', async () => {
  const site = await serveAnswer((_, response) => {
    response.appendHeader('Content-Type', 'application/json')
    response.end(text)
  })
  const { headers } = await ask(site, '/api/activity', { 'accept-encoding': 'gzip' })
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/json' })
  site.stop()
})

test('a part of a file, a HEAD, a 304, an image and an answer with no-transform are not compressed', async () => {
  const answers: Record<string, RequestListener> = {
    '/_next/static/part.js': (_, response) =>
      response.writeHead(206, { 'Content-Type': 'text/javascript', 'Content-Range': 'bytes 0-9/99' }).end(text),
    '/': (_, response) => response.writeHead(304, { ETag: 'W/"a"', ...JSON_TYPE }).end(),
    '/_next/static/a.png': (_, response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end(text),
    '/docs': (_, response) => response.writeHead(200, { ...JSON_TYPE, 'Cache-Control': 'no-transform' }).end(text),
    '/api/me': (_, response) => response.setHeader('Content-Type', 'application/json').end('{}'),
    '/openapi.json': (_, response) => response.writeHead(200, { ...JSON_TYPE, ETag: 'W/"a"' }).end(text),
  }
  const site = await serveAnswer((request, response) => answers[request.url!]!(request, response))
  for (const path of Object.keys(answers)) {
    const { headers } = await ask(site, path, { 'accept-encoding': 'gzip' }, path === '/openapi.json' ? 'HEAD' : 'GET')
    expect([path, headers['content-encoding']]).toEqual([path, undefined])
    if (path === '/') expect(headers).toMatchObject({ vary: 'Accept-Encoding', etag: 'W/"a"' })
    if (path === '/openapi.json') expect(headers).toMatchObject({ vary: 'Accept-Encoding', etag: 'W/"a"' })
  }
  site.stop()
})

test('an answer that is written in pieces arrives in pieces, and a client that disconnects stops the writing', async () => {
  let closed = false
  const site = await serveAnswer(async (_, response) => {
    response.once('close', () => {
      closed = true
    })
    response.writeHead(200, JSON_TYPE).write(text)
    ;(response as typeof response & { flush(): void }).flush()
    await sleep(60_000, undefined, { ref: false })
  })
  const sent = get(`${site.url}/api/me/export`, { headers: { 'accept-encoding': 'gzip' } })
  const [response] = await once(sent, 'response')
  await once(response, 'data')
  response.on('error', () => {}).destroy()
  await expect.poll(() => closed).toBe(true)
  site.stop()
})

const serveAnswer = (listener: RequestListener) => serve([identify, compress], listener)

async function ask({ port }: Served, path: string, headers: Record<string, string | undefined>, method = 'GET') {
  const sent = Object.entries(headers).filter((each): each is [string, string] => each[1] !== undefined)
  const request = get({ host: '127.0.0.1', port, path, method, headers: Object.fromEntries(sent), agent: false })
  const [response] = await once(request, 'response')
  return { headers: response.headers, body: Buffer.concat(await response.toArray()) }
}

function unpacked({ headers, body }: Awaited<ReturnType<typeof ask>>): string {
  const encoding = headers['content-encoding']
  return String(encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body)
}
