import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { withSettings } from '@/e2e/support/settings'
import { expect, test } from '@/e2e/support/unit'
import { markRequests } from './mark-requests'

let server: Server
let stop: () => void
test.beforeAll(async () => {
  stop = markRequests()
  server = createServer(({ url, method, headers }, response) => {
    if (url === '/framed') response.setHeader('Content-Security-Policy', "frame-ancestors 'self'")
    if (url === '/moved/') response.statusCode = 308
    response.end(JSON.stringify({ url, method, headers }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
test.afterAll(() => {
  stop()
  server.close()
})

test('every request gets an id and an address of ours, whatever it claimed to have [B4, I4]', async () => {
  const claims = { 'x-request-id': 'forged', 'x-rekey-client-address': '6.6.6.6', 'x-forwarded-for': '6.6.6.6' }
  const ask = () => fetch(`http://127.0.0.1:${port()}`, { headers: { ...claims, 'x-rekey-refusal': 'forged' } })
  const [first, second] = await Promise.all([ask(), ask()])
  const { headers } = (await first.json()) as { headers: Record<string, string> }
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  expect(headers['x-rekey-client-address']).toBe('127.0.0.1')
  expect(headers['x-rekey-refusal']).toBeUndefined()
  expect(first.headers.get('x-request-id')).toBe(headers['x-request-id'])
  expect(second.headers.get('x-request-id')).not.toBe(headers['x-request-id'])
  await second.text()
})

test('a request that two readers could read in two ways is marked as refused [C3, H4, L2]', async () => {
  for (const [line, ...headers] of [
    ['GET /%ff HTTP/1.1', 'Host: x'],
    ['GET /login?x=% HTTP/1.1', 'Host: x'],
    ['GET http://evil.test/%ff HTTP/1.1', 'Host: x'],
    ['OPTIONS * HTTP/1.1', 'Host: x'],
    ['GET / HTTP/2.0', 'Host: x'],
    ['GET /'],
    ['GET / HTTP/1.1', 'Host: x', 'host: y'],
    ['POST / HTTP/1.1', 'Host: x', 'Transfer-Encoding: gzip, chunked'],
  ]) {
    expect([line, await seen(line!, ...headers)]).toEqual([line, { url: '/refused', refusal: 'malformed-request' }])
  }
  for (const method of ['POST', 'OPTIONS', 'TRACE']) {
    for (const file of ['/_next/static/chunks/a.js', '/icon.svg', '/icon.svg?1'])
      expect(await seen(`${method} ${file} HTTP/1.1`, 'Host: x')).toEqual({
        url: '/refused',
        refusal: 'method-not-allowed',
      })
  }
})

test('what follows on the connection of an unreadable request is refused as well [L2]', async () => {
  const socket = connect(port(), '127.0.0.1')
  const host = 'Host: x\r\n'
  socket.write(
    `POST / HTTP/1.1\r\n${host}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\nGET /next HTTP/1.1\r\n${host}\r\n`,
  )
  const text = (await buffer(socket)).toString()
  expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  expect(text).toContain('Connection: close')
  expect(text).not.toContain('/next')
})

test('what is plain goes through, with the origin before its path or without', async () => {
  const plain = ['/login?next=/account', '/_next/static/a.js', '/icon.svg', '/icon.svgz', '//login', '/a%20b']
  for (const url of plain) expect(await seen(`GET ${url} HTTP/1.1`, 'Host: x')).toEqual({ url })
  expect(await seen('GET http://evil.test/login?a=b HTTP/1.1', 'Host: x')).toEqual({ url: '/login?a=b' })
  expect(await seen('POST / HTTP/1.1', 'Host: x', 'Transfer-Encoding: Chunked')).toEqual({ url: '/' })
})

test('every response bears the headers, once, and keeps a policy of its own [H2 H6]', async () => {
  const ask = (path: string) => fetch(`http://127.0.0.1:${port()}${path}`, { redirect: 'manual' })
  const moved = (await ask('/moved/')).headers
  expect(moved.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(moved.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
  expect(moved.get('x-content-type-options')).toBe('nosniff')
  expect(moved.get('strict-transport-security')).toBeNull()
  expect((await ask('/framed')).headers.get('content-security-policy')).toBe("frame-ancestors 'self'")
  await withSettings({ APP_URL: 'https://accounts.example.com' }, async () => {
    expect((await ask('/')).headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
  })
})

const port = () => (server.address() as AddressInfo).port

/** What the application gets of a request that is written by hand. */
async function seen(...lines: string[]): Promise<{ url: string; refusal?: string }> {
  const socket = connect(port(), '127.0.0.1')
  socket.write([...lines, 'Connection: close', '', '0', '', ''].join('\r\n'))
  const body = (await buffer(socket)).toString().match(/\{.*\}/)?.[0]
  const { url, headers } = JSON.parse(body ?? '{"headers":{}}')
  return { url, ...(headers['x-rekey-refusal'] && { refusal: headers['x-rekey-refusal'] }) }
}
