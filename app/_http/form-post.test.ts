import { expect, test } from '@/e2e/support/unit'
import { refusalOfPost } from './form-post'

const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
const action = 'a'.repeat(40)

test('a form of ours goes through, with script and without [F10]', async () => {
  expect(await refusalOfPost(await post(form({ [`$ACTION_ID_${action}`]: '', email: 'a@b.co' })))).toBeUndefined()
  expect(
    await refusalOfPost(await post(form({ '1_email': 'a@b.co', 0: '["$K1"]' }), { ...own, 'next-action': action })),
  ).toBeUndefined()
  expect(
    await refusalOfPost(
      await post('[]', { ...own, 'content-type': 'text/plain;charset=UTF-8', 'next-action': action }),
    ),
  ).toBeUndefined()
})

test('a form of another site does not, nor one that does not say where it is from [B8, F10]', async () => {
  const foreign: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.test' },
    { origin: 'https://evil.test', host: 'evil.test', 'x-forwarded-host': 'evil.test' },
    { origin: 'http://localhost:3000.evil.test' },
    { ...own, 'sec-fetch-site': 'cross-site' },
    { ...own, 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of foreign)
    expect(await refusalOfPost(await post(form({ [`$ACTION_ID_${action}`]: '' }), headers))).toBe('cross-site')
})

test('a body that no page of ours sends is refused [B9]', async () => {
  const bare = { ...own, 'next-action': action }
  expect(
    await refusalOfPost(await post('email=a', { ...own, 'content-type': 'application/x-www-form-urlencoded' })),
  ).toBe('not-json')
  expect(await refusalOfPost(await post('{"email":"a"}', { ...own, 'content-type': 'text/plain' }))).toBe('not-json')
  expect(await refusalOfPost(await post('[{"a":1}]', { ...bare, 'content-type': 'text/plain' }))).toBe('not-json')
  expect(await refusalOfPost(await post(form({ email: 'a@b.co' })))).toBe('malformed-form')
  expect(await refusalOfPost(await post(form({ 0: '{' }), bare))).toBe('malformed-form')
  expect(await refusalOfPost(await post(form({ 0: '[]', '': 'x' }), bare))).toBe('malformed-form')
  expect(await refusalOfPost(await post(form({ 0: '[]' }), { ...own, 'next-action': '../x' }))).toBe('malformed-form')
  const torn = { ...own, 'content-type': 'multipart/form-data; boundary=x' }
  expect(await refusalOfPost(await post('--x\r\nnothing', torn))).toBe('malformed-form')
})

test('a form is capped like every body, and must say how long it is [A12]', async () => {
  const request = await post(form({ [`$ACTION_ID_${action}`]: '', email: 'x'.repeat(17_000) }))
  expect(await refusalOfPost(request)).toBe('too-large')
  expect(await refusalOfPost(await post(form({}), { ...own, 'content-length': 'none' }))).toBe('too-large')
})

test('a password in the URL of a form is refused [B11]', async () => {
  expect(await refusalOfPost(await post(form({ [`$ACTION_ID_${action}`]: '' }), own, '?password=x'))).toBe(
    'secret-in-url',
  )
})

test('a method other than POST is refused [H5]', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    expect(await refusalOfPost(new Request('http://localhost:3000/login', { method, headers: own }))).toBe(
      'method-not-allowed',
    )
})

async function post(body: FormData | string, headers: Record<string, string> = own, search = ''): Promise<Request> {
  const draft = new Request('http://localhost:3000/login', { method: 'POST', body })
  const type = draft.headers.get('content-type') ?? ''
  const bytes = await draft.arrayBuffer()
  return new Request(`http://localhost:3000/login${search}`, {
    method: 'POST',
    headers: { 'content-type': type, 'content-length': String(bytes.byteLength), ...headers },
    body: bytes,
  })
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
