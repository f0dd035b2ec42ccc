import { aPerson } from '@/e2e/support/steps/person'
import { someone } from '@/test/accounts/someone'
import { jsonRequest } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import { GET, POST } from './route'

const send = (body: object) => POST(jsonRequest('/api/register', body))

test('the first example body works unchanged', async () => {
  const { phone_number, email } = aPerson()
  const example = { first_name: 'Vaish', last_name: 'Bhambure', email, phone_number, password: 'securepassword' }
  const response = await send(example)
  expect(response.status).toBe(201)
  const { password: _, ...shown } = example
  expect(await response.json()).toEqual({
    message: 'User registered successfully',
    user: { id: expect.any(String), ...shown, email_verified: false, created_at: expect.any(String) },
  })
})

test('the answer contains neither password nor hash, and sets no cookie [A17]', async () => {
  const person = aPerson()
  const response = await send(person)
  const text = await response.text()
  for (const secret of [person.password, '$2', '$bcrypt', 'hash', 'password', 'canonical'])
    expect(text).not.toContain(secret)
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('a taken email and a taken phone number get the same bytes [A3]', async () => {
  const { email, phoneNumber } = await someone()
  const answers = await Promise.all([send({ ...aPerson(), email }), send({ ...aPerson(), phone_number: phoneNumber })])
  expect(answers.map(({ status }) => status)).toEqual([409, 409])
  const [one, other] = await Promise.all(answers.map((answer) => answer.text()))
  expect(one).toBe(other)
})

test('errors are listed by field [H3]', async () => {
  const response = await send({ ...aPerson(), email: 'x', phone_number: 1234567890, password: undefined })
  expect(response.status).toBe(422)
  const { code, errors } = (await response.json()) as { code: string; errors: { pointer: string }[] }
  expect(code).toBe('invalid-input')
  expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['#/email', '#/password', '#/phone_number'])
})

test('a GET changes nothing and is refused [H5]', async () => {
  expect((await GET(new Request('http://localhost:3000/api/register'))).status).toBe(405)
})
