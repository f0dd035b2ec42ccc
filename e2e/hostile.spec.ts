import fc from 'fast-check'
import { expect, test } from './support/test'

const doors = ['/register', '/login', '/forgot-password', '/reset-password']
const fields = ['first_name', 'last_name', 'email', 'phone_number', 'password', 'token', 'new_password']
const canary = 'canary-Secret-0451'

const odd: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  [],
  {},
  ['a', 'b'],
  { $gt: '' },
  '\u0000',
  'abc\u0000def',
  '\ud800',
]
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    "' or 1=1--",
    'a@b.co\r\nBcc: x@evil.example',
    '<img src=x>',
    `${canary}@example.com`,
    'x'.repeat(9000),
  ),
)
const body = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .dictionary(fc.constantFrom(...fields), fc.oneof(fc.constantFrom(...odd), text))
      .map((o) => JSON.stringify(o)),
  },
  { weight: 1, arbitrary: fc.json() },
  fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '['.repeat(10_000),
    '{"a":'.repeat(3000),
    '{"__proto__":{"email":"a@b.co"}}',
    'x'.repeat(20_000),
  ),
)

test('a thousand hostile bodies: no fault, no answer that is not problem details [A1 A11 A12 B14 B15 B16 H3 H4]', async ({
  request,
}) => {
  test.setTimeout(180_000)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...doors), body, async (door, data) => {
      const answer = await request.post(door, {
        data: Buffer.from(data),
        headers: { 'content-type': 'application/json' },
      })
      if (answer.status() === 202) return
      expect(answer.status()).toBeGreaterThanOrEqual(400)
      expect(answer.status()).toBeLessThan(500)
      expect(answer.headers()['content-type']).toBe('application/problem+json; charset=utf-8')
      const problem = await answer.json()
      expect(problem).toMatchObject({
        type: `/problems/${problem.code}`,
        status: answer.status(),
        title: expect.any(String),
      })
    }),
    { numRuns: 1000 },
  )
  expect((await request.get('/healthz')).status()).toBe(200)
})
