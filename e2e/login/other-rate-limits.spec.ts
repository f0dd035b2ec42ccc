import { byTens, post } from '../support/requests/failed-logins'
import { emailsAreSent } from '../support/steps/emails-sent'
import { registerQuickly } from '../support/steps/open-account'
import { aPassword, aPerson } from '../support/steps/person'
import { anAddress, expect, test } from '../support/test'

test('after a hundred registrations in an hour an IP address has to wait [A18]', async ({ site, request }) => {
  const statuses = await byTens(110, async () => (await request.post('/api/register', { data: aPerson() })).status())
  expect(statuses.filter((status) => status === 201)).toHaveLength(100)
  expect(statuses.filter((status) => status === 429)).toHaveLength(10)
  const answer = await request.post('/api/register', { data: aPerson() })
  expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(3000)
  expect(await post(`${site.url}/api/register`, JSON.stringify(aPerson()), { 'x-forwarded-for': anAddress() })).toBe(
    201,
  )
})

test('twenty requests for one email send one email, and every answer is the same [C5]', async ({
  person,
  request,
  mailbox,
}) => {
  await registerQuickly(request, person)
  const answers = []
  for (let round = 0; round < 20; round++) {
    const answer = await request.post('/api/forgot-password', { data: { email: person.email } })
    answers.push(`${answer.status()} ${await answer.text()}`)
  }
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toMatch(/^202 /)
  await mailbox.waitFor(person.email, { subject: /reset/i })
  await emailsAreSent(request, mailbox)
  expect(mailbox.sentTo(person.email, { subject: /reset/i })).toHaveLength(1)
})

test('bad tokens are refused, and from the fifty-first on not even read [D13r]', async ({ request }) => {
  const statuses = []
  for (let round = 0; round < 55; round++) {
    const data = { token: `made.up.${round}`, new_password: aPassword() }
    statuses.push((await request.post('/api/reset-password', { data })).status())
  }
  expect(statuses).toEqual([...Array(50).fill(400), ...Array(5).fill(429)])
})
