import { aPerson } from '../support/steps/person'
import { expect, test } from '../support/test'

const canary = 'canary-Secret-0451'

test('the log reports every event as a line of JSON, without secrets [I1 I2 I3 C9]', async ({
  request,
  site,
  mailbox,
}) => {
  const person = { ...aPerson(), password: canary }
  const agent = `agent\u001b[31m ${canary}-agent`
  const headers = { 'user-agent': encodeURI(agent) }
  await request.post('/api/register', { data: person, headers })
  await request.post('/api/login', { data: { ...person, password: `${canary}-wrong` }, headers })
  const { access_token } = await (await request.post('/api/login', { data: person, headers })).json()
  await request.post('/api/forgot-password', { data: person })
  const email = await mailbox.waitFor(person.email, { subject: /reset/i })
  const token = /token=(\S+)/.exec(email.text)![1]!
  await request.post('/api/reset-password', { data: { token: `${token}x`, new_password: canary } })
  await request.post('/api/reset-password', { data: { token, new_password: `${canary}-new` } })
  await request.post('/api/login', { data: { ...person, password: `${canary}-new` } })

  await expect.poll(() => site.log().join('\n')).toContain('"event":"password-reset"')
  const lines = site.log().filter((line) => line.startsWith('{'))
  const events = new Set(lines.map((line) => JSON.parse(line).event))
  for (const event of [
    'register',
    'login',
    'login.refused',
    'password-reset.requested',
    'password-reset.refused',
    'password-reset',
    'email.sent',
  ]) {
    expect(events).toContain(event)
  }
  const all = site.log().join('\n')
  for (const secret of [canary, token, access_token, person.email, person.phone_number])
    expect(all).not.toContain(secret)
})
