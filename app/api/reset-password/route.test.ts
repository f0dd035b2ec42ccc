import { readResetLink } from '@/lib/password-reset/reset-link'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { jsonRequest } from '@/test/doors/json-door'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { GET, POST } from './route'

const send = (body: object) => POST(jsonRequest('/api/reset-password', body))

test('a link sets a password once; the answer says nothing else and logs nobody in [D1r, D12r]', async () => {
  const { token } = await aResetLink(await someone())
  const response = await send({ token, new_password: 'a new password' })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ message: 'Password reset successfully' })
  expect(response.headers.get('set-cookie')).toBeNull()
  const again = await send({ token, new_password: 'another password' })
  expect([again.status, await again.json()]).toMatchObject([400, { code: 'link-used' }])
})

test('every token that is not ours is refused in the same words [D8r, E2]', async () => {
  const { token: bearer } = await loggedIn(await someone({ passwordHash: 'old' }))
  const answers = []
  for (const token of ['', 'x', 'a.b.c', bearer, 'x'.repeat(15_000)]) {
    const answer = await send({ token, new_password: 'a new password' })
    answers.push([answer.status, await answer.text()])
  }
  expect(answers[0]).toEqual([400, expect.stringContaining('link-invalid')])
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

test('a token in the URL is refused, and still works in the body [D14r]', async () => {
  const { token } = await aResetLink(await someone())
  const response = await POST(
    jsonRequest(`/api/reset-password?token=${token}`, { token, new_password: 'a new password' }),
  )
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'secret-in-url' }])
  expect(await readResetLink(token)).toMatchObject({ state: 'good' })
})

test('a GET does not use up the link [D5r]', async () => {
  expect((await GET(new Request('http://localhost:3000/api/reset-password'))).status).toBe(405)
})
