import { exchange, lines } from '../support/requests/raw-connection'
import { eachOf } from '../support/requests/send-request'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

const post = (headers: string[], body: string) =>
  lines('POST /api/forgot-password HTTP/1.1', ['Content-Type: application/json', ...headers], body)
/** A request that somebody might smuggle past a proxy. It must never get its own answer. */
const smuggled = lines('GET /healthz HTTP/1.1', ['X-Smuggled: 1'])
const chunked = `2\r\n{}\r\n0\r\n\r\n${smuggled}`

const ambiguous: Record<string, string> = {
  'a length and chunks': post(['Content-Length: 5', 'Transfer-Encoding: chunked'], `0\r\n\r\n${smuggled}`),
  'chunks and a length': post(['Transfer-Encoding: chunked', 'Content-Length: 5'], `0\r\n\r\n${smuggled}`),
  'two lengths': post(['Content-Length: 2', 'Content-Length: 3'], `{}${smuggled}`),
  'one length twice': post(['Content-Length: 2', 'Content-Length: 2'], `{}${smuggled}`),
  'a list of lengths': post(['Content-Length: 2, 2'], `{}${smuggled}`),
  'a negative length': post(['Content-Length: -2'], `{}${smuggled}`),
  'a length with a plus': post(['Content-Length: +2'], `{}${smuggled}`),
  'a length in hex': post(['Content-Length: 0x2'], `{}${smuggled}`),
  'a length of two numbers': post(['Content-Length: 2 3'], `{}${smuggled}`),
  'an empty length': post(['Content-Length:'], `{}${smuggled}`),
  'a length beyond all numbers': post(['Content-Length: 99999999999999999999999'], `{}${smuggled}`),
  'an encoding nobody knows': post(['Transfer-Encoding: xchunked'], chunked),
  'chunks that are not the last encoding': post(['Transfer-Encoding: chunked, identity'], chunked),
  'chunks after another encoding': post(['Transfer-Encoding: gzip, chunked'], chunked),
  'two encodings': post(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], chunked),
  'two encodings, chunks last': post(['Transfer-Encoding: identity', 'Transfer-Encoding: chunked'], chunked),
  'an encoding on a folded line': post(['Transfer-Encoding:', ' chunked'], chunked),
  'an encoding after a tab': post(['Transfer-Encoding:\x0bchunked'], chunked),
  'a blank before the colon': post(['Transfer-Encoding : chunked'], chunked),
  'a blank before the colon of a length': post(['Content-Length : 2'], `{}${smuggled}`),
  'a folded header': lines('GET /healthz HTTP/1.1', ['X-A: a', ' b']) + smuggled,
  'lines that end in LF alone': lines('GET /healthz HTTP/1.1').replaceAll('\r', '') + smuggled,
  'a header that ends in LF alone': lines('GET /healthz HTTP/1.1', ['X-A: a\nTransfer-Encoding: chunked']) + smuggled,
  'a header that ends in CR alone': lines('GET /healthz HTTP/1.1', ['X-A: a\rX-B: b']) + smuggled,
  'a chunk larger than any number': post(
    ['Transfer-Encoding: chunked'],
    `fffffffffffffffff1\r\n{}\r\n0\r\n\r\n${smuggled}`,
  ),
  'a chunk longer than it says': post(['Transfer-Encoding: chunked'], `1\r\n{}\r\n0\r\n\r\n${smuggled}`),
  'a chunk of no size': post(['Transfer-Encoding: chunked'], `zz\r\n{}\r\n0\r\n\r\n${smuggled}`),
  'chunks that end in LF alone': post(['Transfer-Encoding: chunked'], `2\n{}\n0\n\n${smuggled}`),
  'an extension that holds a line': post(['Transfer-Encoding: chunked'], `2;a\nxx\r\n{}\r\n0\r\n\r\n${smuggled}`),
  'an extension without end': post(
    ['Transfer-Encoding: chunked'],
    `2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n${smuggled}`,
  ),
}
test('an ambiguous request gets one refusal, and nothing after it is processed [L2]', async ({ site }) => {
  await eachOf(Object.entries(ambiguous), async ([what, bytes]) => {
    const { statuses, text, closed } = await exchange(site.url, bytes, { quietMs: 1_000 })
    expect([what, statuses.length, statuses[0]! >= 400 && statuses[0]! < 500, closed]).toEqual([what, 1, true, true])
    expect([what, text.includes('alive')]).toEqual([what, false])
  })
})

test('one request gets one answer, however it is split, and the next follows in order [L2]', async ({ site }) => {
  const asked = '{"email":"nobody@example.com"}'
  const size = asked.length.toString(16)
  for (const body of [`${size}\r\n${asked}\r\n0\r\n\r\n`, `${size};a=b\r\n${asked}\r\n0\r\nX-Trailer: 1\r\n\r\n`]) {
    const both = post(['Transfer-Encoding: chunked'], body) + lines('GET /healthz HTTP/1.1')
    expect((await exchange(site.url, both, { answers: 2 })).statuses).toEqual([202, 200])
  }
  // A body that is not read must not be treated as a request either.
  const inside = lines('GET /readyz HTTP/1.1')
  for (const first of ['GET /healthz', 'POST /api/nothing', 'POST /login', 'POST /icon.svg', 'PUT /api/login']) {
    const { statuses, text } = await exchange(
      site.url,
      lines(`${first} HTTP/1.1`, [`Content-Length: ${inside.length}`], inside),
    )
    expect([first, statuses.length, text.includes('ready')]).toEqual([first, 1, false])
  }
})

const long = 'x'.repeat(65_536)
const unreadable: Record<string, string> = {
  'no host': 'GET /login HTTP/1.1\r\n\r\n',
  'two hosts': lines('GET /login HTTP/1.1', ['Host: evil.example']),
  'a version that is none': lines('GET /login HTTP/9.9'),
  'a version of another protocol': lines('GET /login HTTP/2.0'),
  'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'no version': 'GET /login\r\n\r\n',
  'another protocol': lines('GET /login HTTX/1.1'),
  'TLS on a plain port': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
  'a method in lower case': lines('get /login HTTP/1.1'),
  'a method that is made up': lines('FOO /login HTTP/1.1'),
  'a path without a slash': lines('GET login HTTP/1.1'),
  'the path *': lines('OPTIONS * HTTP/1.1'),
  'a header of 64 kB': lines('GET /login HTTP/1.1', [`X-Long: ${long}`]),
  'a cookie of 64 kB': lines('GET /account HTTP/1.1', [`Cookie: session=${long}`]),
  'a URL of 64 kB': lines(`GET /login?${long} HTTP/1.1`),
  'five thousand headers': lines(
    'GET /login HTTP/1.1',
    Array.from({ length: 5_000 }, (_, index) => `X-${index}: 1`),
  ),
  'a header without a name': lines('GET /login HTTP/1.1', [': x']),
  'NUL in a header': lines('GET /login HTTP/1.1', ['X-A: \0']),
  'NUL in the URL': lines('GET /\0 HTTP/1.1'),
  'bytes that are not ASCII in the URL': lines('GET /\xff\xfe HTTP/1.1'),
  'a percent sign alone': lines('GET /% HTTP/1.1'),
  'half an encoded byte': lines('GET /log%2 HTTP/1.1'),
  'an invalid encoded byte': lines('GET /login?next=%zz HTTP/1.1'),
  'encoded bytes that are not UTF-8': lines('GET /%c0%afaccount HTTP/1.1'),
  'the same in a query': lines('POST /api/login?x=%ff HTTP/1.1'),
  'JSON that breaks off': post(['Content-Length: 9'], '{"email":'),
  'JSON ten thousand levels deep': post(['Content-Length: 10000'], '['.repeat(10_000)),
  'objects three thousand levels deep': post(['Content-Length: 15000'], '{"a":'.repeat(3_000)),
  'JSON in another charset': post(['Content-Length: 6', 'Content-Type: application/json; charset=utf-16'], '{\0}\0  '),
  'bytes that are no UTF-8': post(['Content-Length: 13'], '{"email":"\xff"}'),
  'half a surrogate pair': post(['Content-Length: 15'], '{"email":"\xed\xa0\x80"}'),
  'a byte order mark of UTF-16': post(['Content-Length: 6'], '\xff\xfe{\0}\0'),
  'an expectation nobody knows': post(['Expect: a miracle', 'Content-Length: 2'], '{}'),
}
test('an unreadable request is refused without an error on our side [H4]', async ({ site }) => {
  await eachOf(Object.entries(unreadable), async ([what, bytes]) => {
    const { statuses } = await exchange(site.url, bytes)
    expect([what, statuses.length, statuses[0]! >= 400 && statuses[0]! < 500]).toEqual([what, 1, true])
  })
  expect((await exchange(site.url, lines('GET /healthz HTTP/1.1'))).statuses).toEqual([200])
  const log = site.log().join('\n')
  expect(log).not.toContain('"unexpected"')
  expect(log).not.toContain('x'.repeat(100))
})

test('no tunnel or other protocol is opened, and no connection waits for one [H5 L3]', async ({ site }) => {
  await exchange(site.url, lines('GET /healthz HTTP/1.1'))
  for (const target of ['evil.example:443', '/account']) {
    const { text, closed } = await exchange(site.url, lines(`CONNECT ${target} HTTP/1.1`))
    expect([target, text, closed]).toEqual([target, '', true])
  }
  const wishes = [
    ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: x'],
    ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'],
  ]
  for (const wish of wishes) {
    for (const [path, status] of [
      ['/account', 307],
      ['/healthz', 200],
      ['/_next/webpack-hmr', 404],
    ] as const) {
      const { statuses } = await exchange(site.url, lines(`GET ${path} HTTP/1.1`, wish))
      expect([wish[1], path, statuses]).toEqual([wish[1], path, [status]])
    }
  }
})

test('a request target with an origin is treated as one of our own URLs [C3 H4 F11]', async ({ site }) => {
  const withUser = await exchange(site.url, lines('GET http://localhost@evil.example/healthz HTTP/1.1'))
  expect(withUser.statuses).toEqual([400])
  for (const origin of ['http://evil.example', 'https://evil.example', 'ftp://x']) {
    const alive = await exchange(site.url, lines(`GET ${origin}/healthz HTTP/1.1`))
    expect([origin, alive.statuses]).toEqual([origin, [200]])
    const moved = await exchange(site.url, lines(`GET ${origin}/account/ HTTP/1.1`))
    expect([origin, moved.statuses, /location: (.*)\r/i.exec(moved.text)?.[1]]).toEqual([origin, [308], '/account'])
  }
  for (const path of [
    '//evil.example',
    '///evil.example/',
    '/\\evil.example',
    '//evil.example/%2e%2e/',
    '/.//evil.example/',
  ]) {
    const { text } = await exchange(site.url, lines(`GET ${path} HTTP/1.1`))
    for (const [, target] of text.matchAll(/^(?:location: |refresh: 0;url=)(.*)\r$/gim)) {
      expect([path, new URL(target!, site.url).origin]).toEqual([path, site.url])
    }
  }
})

test('a request that breaks off is not logged as our error, nor with the sender’s text [H4 I3]', async ({ site }) => {
  const canary = 'canary-in-the-middle'
  const form = ['Origin: http://x', 'Content-Type: multipart/form-data; boundary=x', 'Content-Length: 500']
  for (const [first, headers] of [
    ['POST /api/login', ['Content-Type: application/json', 'Content-Length: 500']],
    ['PATCH /api/me', ['Content-Type: application/json', 'Transfer-Encoding: chunked']],
    ['POST /login', form],
    ['POST /account', ['Next-Action: 00', 'Content-Length: 500']],
  ] as const) {
    await exchange(site.url, lines(`${first} HTTP/1.1`, [...headers], `{"${canary}`), { patienceMs: 200 })
  }
  expect((await exchange(site.url, lines('GET /healthz HTTP/1.1'))).statuses).toEqual([200])
  const log = site.log().join('\n')
  expect(log).not.toContain(canary)
  expect(log).not.toContain('"unexpected"')
})
