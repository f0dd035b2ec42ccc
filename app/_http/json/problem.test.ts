import { explanations } from '@/app/problems/explanations'
import { type FailureCode, fail, failures } from '@/lib/result'
import { expect, test } from '@/test/unit'
import { problem } from './problem'

for (const code of Object.keys(failures) as FailureCode[]) {
  test(`${code} is answered as uncached problem details and explained on a page [H3]`, async () => {
    const response = problem(fail(code))
    const { status, title } = failures[code]
    expect(await response.json()).toEqual({ type: `/problems/${code}`, title, status, code })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null)
    expect(explanations[code].length).toBeGreaterThan(20)
  })
}

test('errors of fields point at their members, one entry for each [H3]', async () => {
  const { errors } = await problem(fail('invalid-input', { email: ['one', 'two'], password: ['three'] })).json()
  expect(errors).toEqual([
    { pointer: '#/email', detail: 'one' },
    { pointer: '#/email', detail: 'two' },
    { pointer: '#/password', detail: 'three' },
  ])
})

test('a temporary refusal says when to try again, and an internal error has its request ID [I4, J1]', async () => {
  expect(problem({ ...fail('unavailable'), retryAfterSeconds: 5 }).headers.get('retry-after')).toBe('5')
  expect(problem(fail('unavailable')).headers.get('retry-after')).toBeNull()
  const more = { request_id: 'r-1' }
  expect(await problem({ ...fail('unexpected'), more }).json()).toMatchObject({ request_id: 'r-1' })
})

test('a refusal may have members of its own beside those of every refusal [H3]', async () => {
  const refused = fail('too-many-requests', { email: ['Not now.'] })
  const body = problem({ ...refused, retryAfterSeconds: 5, more: { expires_in: 600, methods: ['one', 'other'] } })
  expect(await body.json()).toEqual({
    type: '/problems/too-many-requests',
    title: failures['too-many-requests'].title,
    status: 429,
    code: 'too-many-requests',
    detail: 'Please try again in 5 seconds.',
    errors: [{ pointer: '#/email', detail: 'Not now.' }],
    expires_in: 600,
    methods: ['one', 'other'],
  })
})
