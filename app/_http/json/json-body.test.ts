import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { BODY_LIMIT_BYTES, readJson } from './json-body'

const json = 'application/json'
const utf8 = (text: string) => new TextEncoder().encode(text)

const accepted = [
  json,
  'Application/JSON',
  `${json}; charset=utf-8`,
  `${json};charset="UTF-8"`,
  `${json} ; charset=utf-8`,
]
for (const type of accepted) {
  test(`a body of type ${type} is read [B9]`, async () => {
    expect(await readJson(post('{"a":1}', type))).toEqual({ ok: true, value: { a: 1 } })
  })
}

const refused = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'text/json',
  '',
]
for (const type of [
  ...refused,
  'application/json, text/plain',
  'text/plain; application/json',
  `${json}; charset=utf-16`,
  'application/ld+json',
]) {
  test(`a body of type "${type}" is refused, though it is JSON [B8, B9]`, async () => {
    expect(await readJson(post('{"a":1}', type))).toMatchObject({ code: 'not-json' })
  })
}

test('a body of exactly 16 KiB is read, one byte more is not [A12]', async () => {
  expect(BODY_LIMIT_BYTES).toBe(16_384)
  for (const make of [(text: string) => text, (text: string) => inChunks(text)]) {
    expect(await readJson(post(make(sized(16_384))))).toMatchObject({ ok: true })
    expect(await readJson(post(make(sized(16_385))))).toMatchObject({ code: 'too-large' })
  }
})

test('a false Content-Length does not matter [A12]', async () => {
  expect(await readJson(post(sized(16_385), json, '10'))).toMatchObject({ code: 'too-large' })
  expect(await readJson(post(sized(16_385), json, 'none'))).toMatchObject({ code: 'too-large' })
  expect(await readJson(post('{}', json, '16385'))).toMatchObject({ code: 'too-large' })
})

test('an endless body is read only up to 16 KiB [A12]', async () => {
  let given = 0
  const endless = new ReadableStream({
    pull(controller) {
      given += 4_096
      controller.enqueue(new Uint8Array(4_096).fill(0x20))
    },
  })
  expect(await readJson(post(endless))).toMatchObject({ code: 'too-large' })
  expect(given).toBeLessThan(16_384 * 3)
})

const malformed: Record<string, string | Uint8Array> = {
  nothing: '',
  'a list': '[]',
  'a text': '"text"',
  'a number': '1',
  null: 'null',
  true: 'true',
  'half an object': '{"a":',
  'two objects': '{}{}',
  'a trailing comma': '{"a":1,}',
  'single quotes': "{'a':1}",
  'ten thousand brackets [H4]': '['.repeat(10_000),
  'an overlong slash [A11]': new Uint8Array([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]),
  'a byte that is no UTF-8 [A11]': new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  'half a surrogate pair in UTF-8 [A11]': new Uint8Array([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  'UTF-16': new Uint8Array(Buffer.from('\ufeff{"a":1}', 'utf16le')),
  'UTF-16 without a mark': new Uint8Array(Buffer.from('{"a":1}', 'utf16le')),
}
for (const [what, body] of Object.entries(malformed)) {
  test(`a body of ${what.replace(/( \[.*)?$/, ' is malformed$1')}`, async () => {
    expect(await readJson(post(body))).toMatchObject({ ok: false, code: 'malformed-json' })
  })
}

test('a byte order mark before the object is ignored', async () => {
  expect(await readJson(post('\ufeff{"a":1}'))).toEqual({ ok: true, value: { a: 1 } })
})

test('a key given twice counts as its last value [B14]', async () => {
  expect(await readJson(post('{"email":"a@b.co","email":"c@d.co"}'))).toEqual({ ok: true, value: { email: 'c@d.co' } })
})

test('a key named __proto__ changes no other object [B15]', async () => {
  const body = await readJson(post('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'))
  expect(body.ok).toBe(true)
  expect(Reflect.get({}, 'admin')).toBeUndefined()
})

function post(body: BodyInit | Uint8Array, type = json, length?: string): Request {
  const bytes = typeof body === 'string' ? utf8(body) : body
  const headers = { 'content-type': type, ...(length && { 'content-length': length }) }
  return new Request('http://localhost:3000/api/x', {
    method: 'POST',
    headers,
    body: bytes as BodyInit,
    duplex: 'half',
  } as RequestInit)
}

function inChunks(text: string): ReadableStream {
  const bytes = utf8(text)
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 1000) controller.enqueue(bytes.subarray(at, at + 1000))
      controller.close()
    },
  })
}

function sized(bytes: number): string {
  return `{"a":"${'é'.repeat(4_000)}${'x'.repeat(bytes - 8_008)}"}`
}
