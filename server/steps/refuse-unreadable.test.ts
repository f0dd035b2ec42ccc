import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type Served, serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { identify } from './identify'
import { refuseUnreadable } from './refuse-unreadable'

let site: Served
test.beforeAll(async () => {
  site = await serve([identify, refuseUnreadable], ({ url, method, headers }, response) => {
    response.end(JSON.stringify({ url, method, headers }))
  })
})
test.afterAll(() => site.stop())

test('every request gets our own ID and IP address, whatever it claims [B4, I4]', async () => {
  const claims = { 'x-request-id': 'forged', 'x-rekey-client-ip': '6.6.6.6', 'x-forwarded-for': '6.6.6.6' }
  const ask = () => fetch(site.url, { headers: claims })
  const [first, second] = await Promise.all([ask(), ask()])
  const { headers } = (await first.json()) as { headers: Record<string, string> }
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  expect(headers['x-rekey-client-ip']).toBe('127.0.0.1')
  expect(first.headers.get('x-request-id')).toBe(headers['x-request-id'])
  expect(second.headers.get('x-request-id')).not.toBe(headers['x-request-id'])
  await second.text()
})

test('an ambiguous request is refused [C3, H4, L2]', async () => {
  for (const [line, ...headers] of [
    ['GET /%ff HTTP/1.1', 'Host: x'],
    ['GET /login?x=% HTTP/1.1', 'Host: x'],
    ['GET http://evil.test/%ff HTTP/1.1', 'Host: x'],
    ['OPTIONS * HTTP/1.1', 'Host: x'],
    ['GET / HTTP/2.0', 'Host: x'],
    ['GET /'],
    ['GET / HTTP/1.1', 'Host: x', 'host: y'],
    ['GET / HTTP/1.1'],
    ['POST / HTTP/1.1', 'Host: x', 'Transfer-Encoding: gzip, chunked'],
  ]) {
    expect([line, await seen(line!, ...headers)]).toEqual([line, { refusal: 'malformed-request' }])
  }
  for (const method of ['POST', 'OPTIONS', 'TRACE']) {
    for (const file of ['/_next/static/chunks/a.js', '/icon.svg', '/icon.svg?1', '/favicon.ico', '/apple-icon.png'])
      expect(await seen(`${method} ${file} HTTP/1.1`, 'Host: x')).toEqual({
        refusal: 'method-not-allowed',
      })
  }
})

const names = 'a b|a\tb|a,b|a, b|user@a|user:x@a|a:65536|a:x|a:-1|a:1:2|:80|[::1|::1|[::1]x|[::g]|[fe80::1%eth0]|[]'
const signs = [
  '/',
  '?',
  '#',
  '%',
  '%41',
  '\\',
  '<',
  '>',
  '"',
  "'",
  '^',
  '`',
  '{',
  '|',
  '~',
  '*',
  '!',
  '$',
  '&',
  ';',
  '=',
  '(',
  'ä',
]

test('an impossible Host is refused in every form [C3, H4]', async () => {
  const none = ['', ' ', '.', '..', 'a..b', '.a', `${'a'.repeat(64)}.b`, 'a.'.repeat(130), ...names.split('|')]
  for (const host of [...none, ...signs.map((sign) => `a${sign}b`)]) {
    expect([host, await seen('GET / HTTP/1.1', `Host: ${host}`)]).toEqual([host, { refusal: 'malformed-request' }])
    expect([host, await seen('GET / HTTP/1.0', `Host: ${host}`)]).toEqual([host, { refusal: 'malformed-request' }])
  }
  for (const authority of ['user@a', 'a,b', '', 'a:65536'])
    expect(await seen(`GET http://${authority}/ HTTP/1.1`, 'Host: x')).toEqual({ refusal: 'malformed-request' })
})

test('a Host that occurs in real networks is accepted', async () => {
  const hosts = [
    'x',
    'localhost:3000',
    'Accounts.Example.COM',
    'example.com.',
    'example.com.:443',
    'my_app',
    'xn--bcher-kva.example',
  ]
  const addresses = [
    '127.0.0.1',
    '127.0.0.1:65535',
    '[::1]',
    '[::1]:80',
    '[2001:db8::7]',
    '[::ffff:192.0.2.1]',
    'x:',
    '  x  ',
  ]
  for (const host of [...hosts, ...addresses])
    expect([host, await seen('GET / HTTP/1.1', `Host: ${host}`)]).toEqual([host, { url: '/' }])
  expect(await seen('GET / HTTP/1.0')).toEqual({ url: '/' })
})

test('after an unreadable request, further requests on its connection are refused too [L2]', async () => {
  const socket = connect(site.port, '127.0.0.1')
  const host = 'Host: x\r\n'
  socket.write(
    `POST / HTTP/1.1\r\n${host}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\nGET /next HTTP/1.1\r\n${host}\r\n`,
  )
  const text = (await buffer(socket)).toString()
  expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  expect(text).toContain('Connection: close')
  expect(text).not.toContain('/next')
})

test('a plain request is accepted, with or without the origin before its path', async () => {
  const plain = ['/login?next=/account', '/_next/static/a.js', '/icon.svg', '/icon.svgz', '//login', '/a%20b']
  for (const url of plain) expect(await seen(`GET ${url} HTTP/1.1`, 'Host: x')).toEqual({ url })
  expect(await seen('GET http://evil.test/login?a=b HTTP/1.1', 'Host: x')).toEqual({ url: '/login?a=b' })
  expect(await seen('POST / HTTP/1.1', 'Host: x', 'Transfer-Encoding: Chunked')).toEqual({ url: '/' })
})

/** What the application gets from a handwritten request, or why it gets nothing. */
async function seen(...lines: string[]): Promise<{ url?: string; refusal?: string }> {
  const socket = connect(site.port, '127.0.0.1')
  socket.write([...lines, 'Connection: close', '', '0', '', ''].join('\r\n'))
  const body = (await buffer(socket)).toString().match(/\{.*\}/)?.[0]
  const { url, code } = JSON.parse(body ?? '{}')
  return code ? { refusal: code } : { url }
}
