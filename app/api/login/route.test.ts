import { aPerson } from '@/e2e/support/steps/person'
import { publicUser } from '@/lib/accounts/public-user'
import { disable, someone } from '@/test/accounts/someone'
import { jsonRequest } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import { GET as me } from '../me/route'
import { POST } from './route'

const send = (body: object) => POST(jsonRequest('/api/login', body))

test('a login returns a bearer token that works for /api/me, and sets no cookie [F6]', async () => {
  const user = await someone()
  const response = await send({ email: user.email, password: user.password })
  expect(response.status).toBe(200)
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(response.headers.get('cache-control')).toBe('no-store')
  const body = (await response.json()) as { access_token: string }
  expect(body).toEqual({
    message: 'Login successful',
    access_token: expect.stringMatching(/^[\w-]{43}$/),
    token_type: 'Bearer',
    expires_in: 2_592_000,
    user: publicUser(user),
  })
  const headers = { authorization: `Bearer ${body.access_token}` }
  expect((await me(new Request('http://localhost:3000/api/me', { headers }))).status).toBe(200)
})

test('every login starts a new session [B10]', async () => {
  const { email, password } = await someone()
  const tokens = []
  for (let login = 0; login < 2; login++)
    tokens.push(((await (await send({ email, password })).json()) as { access_token: string }).access_token)
  expect(new Set(tokens).size).toBe(2)
})

test('an unknown email, a wrong password and a disabled account get the same bytes and headers [B1]', async () => {
  const [known, disabled] = [await someone(), await someone()]
  await disable(disabled)
  const answers = [
    await send({ email: aPerson().email, password: known.password }),
    await send({ email: known.email, password: 'a wrong password' }),
    await send({ email: disabled.email, password: disabled.password }),
  ]
  const seen = await Promise.all(
    answers.map(async (answer) => ({ status: answer.status, headers: [...answer.headers], text: await answer.text() })),
  )
  expect(seen[0]).toMatchObject({ status: 401, text: expect.stringContaining('invalid-credentials') })
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
})

test('a password in the query is refused, and no session starts [B11]', async () => {
  const { email, password } = await someone()
  const search = new URLSearchParams({ email, password })
  const response = await POST(jsonRequest(`/api/login?${search}`, { email, password }))
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code: 'secret-in-url' })
})

test('SQL metacharacters are treated as plain text [B16]', async () => {
  for (const email of ["a'||'b@example.com", "'or'1'='1@example.com"]) {
    const response = await send({ email, password: "' or 1=1 --" })
    expect(response.status).toBe(401)
  }
})
