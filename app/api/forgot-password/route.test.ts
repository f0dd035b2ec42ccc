import { aPerson } from '@/e2e/support/steps/person'
import { disable, someone } from '@/test/accounts/someone'
import { jsonRequest } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import { POST } from './route'

const send = (body: object) => POST(jsonRequest('/api/forgot-password', body))

test('a known email, an unknown one and that of a disabled account get the same bytes and headers [C1]', async () => {
  const [known, disabled] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
  await disable(disabled)
  const answers = []
  for (const { email } of [known, disabled, aPerson()]) {
    const answer = await send({ email })
    answers.push({ status: answer.status, headers: [...answer.headers], text: await answer.text() })
  }
  expect(answers[0]!.status).toBe(202)
  expect(JSON.parse(answers[0]!.text)).toEqual({ message: expect.any(String) })
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})

test('two recipients in one request are refused [C4]', async () => {
  const { email } = await someone({ passwordHash: 'old' })
  expect((await send({ email: [email, 'a@evil.test'] })).status).toBe(422)
})
