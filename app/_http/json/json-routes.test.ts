import * as z from 'zod/mini'
import { operation } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { Unavailable } from '@/lib/unavailable'
import { expect, test } from '@/test/unit'
import { inputFromBody, jsonAnswer, jsonRoutes } from './json-routes'

const echo = operation({ input: z.object({ word: z.string() }), run: async ({ word }, { door }) => ok({ word, door }) })
const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ POST: inputFromBody(echo, (value) => jsonAnswer(value, 201)) })

test('a success is what the route returns, and it is not cached [F13]', async () => {
  const response = await POST(post('{"word":"hello","more":1}'))
  expect(response.status).toBe(201)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual({ word: 'hello', door: 'api' })
})

test('an unsupported method is refused with the list of supported ones [H5]', async () => {
  for (const [method, handler] of Object.entries({ GET, PUT, PATCH, DELETE })) {
    const response = await handler(new Request('http://localhost:3000/api/x', { method }))
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await response.json()).toMatchObject({ code: 'method-not-allowed' })
  }
})

test('a secret in the URL is refused for every method, before the body is read [B11, D14r]', async () => {
  for (const name of ['email', 'password', 'new_password', 'token', 'access_token']) {
    const request = post('{"word":"hello"}', {}, `?${name}=x`)
    expect(await (await POST(request)).json()).toMatchObject({ code: 'secret-in-url', status: 400 })
    expect(request.bodyUsed).toBe(false)
    expect((await GET(new Request(`http://localhost:3000/api/x?${name}=x`))).status).toBe(400)
  }
})

test('a request from another site is refused, whatever it sends [B8, F7, F10]', async () => {
  const evil: Record<string, string>[] = [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' },
    { origin: 'https://evil.test', authorization: 'Basic eDp5' },
    { origin: 'https://evil.test', authorization: 'Bearer' },
    { origin: 'https://evil.test', cookie: 'session=x', authorization: 'Bearer bogus' },
    { origin: 'https://evil.test', cookie: 'other=x', authorization: 'Bearer bogus' },
    { cookie: 'session=x' },
  ]
  for (const headers of evil) expect((await POST(post('{"word":"hello"}', headers))).status).toBe(403)
})

test('an API client without cookies and our own pages are accepted [F10]', async () => {
  const own: Record<string, string>[] = [
    {},
    { authorization: 'Bearer x' },
    { origin: 'https://evil.test', authorization: 'Bearer x' },
    { origin: 'null', 'sec-fetch-site': 'cross-site', authorization: 'bearer a.b/c=' },
    { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin', cookie: 'session=x' },
  ]
  for (const headers of own) expect((await POST(post('{"word":"hello"}', headers))).status).toBe(201)
})

test('a refusal by the operation is answered as problem details [H3]', async () => {
  const route = jsonRoutes({ POST: inputFromBody(async () => fail('account-exists'), jsonAnswer) })
  expect((await route.POST(post('{}'))).status).toBe(409)
  expect(await (await POST(post('{}'))).json()).toMatchObject({
    code: 'invalid-input',
    errors: [{ pointer: '#/word' }],
  })
})

test('the answer to an internal error contains its request ID and no details [H3, I4]', async () => {
  const route = jsonRoutes({
    GET: async () => {
      throw new Error('canary', { cause: new Error('select canary from users') })
    },
  })
  const response = await route.GET(new Request('http://localhost:3000/api/x', { headers: { 'x-request-id': 'r-1' } }))
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ code: 'unexpected', request_id: 'r-1' })
  expect(text).not.toContain('canary')
})

test('“unavailable” says when to try again, inside an operation or outside [J1]', async () => {
  const away = () => Promise.reject(new Unavailable('database unavailable', 5))
  const direct = jsonRoutes({ POST: away })
  const within = jsonRoutes({ POST: inputFromBody(operation({ input: z.object({}), run: away }), jsonAnswer) })
  for (const { POST } of [direct, within]) {
    const response = await POST(post('{}'))
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
  }
})

function post(body: string, headers: Record<string, string> = {}, search = ''): Request {
  return new Request(`http://localhost:3000/api/x${search}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
}
