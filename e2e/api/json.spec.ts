import { everyday } from '../support/needs'
import { linkIn } from '../support/servers/smtp-mailbox'
import { aPassword, aPerson } from '../support/steps/person'
import { expect, test } from '../support/test'

/** The bodies of the service that Rekey takes over from, as its clients send them. */
const origin = {
  first_name: 'Vaish',
  last_name: 'Bhambure',
  email: 'vaishb@gmail.com',
  phone_number: '1234567890',
  password: 'securepassword',
}

test('the four original request bodies work at their URLs, in order', { tag: everyday }, async ({
  request,
  mailbox,
}) => {
  const registered = await request.post('/register', { data: origin })
  expect(registered.status()).toBe(201)
  const { user } = await registered.json()
  expect(user).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    first_name: 'Vaish',
    last_name: 'Bhambure',
    email: 'vaishb@gmail.com',
    phone_number: '1234567890',
    email_verified: false,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })

  const loggedIn = await request.post('/login', { data: { email: origin.email, password: origin.password } })
  expect(loggedIn.status()).toBe(200)
  expect(await loggedIn.json()).toMatchObject({
    message: 'Login successful',
    token_type: 'Bearer',
    expires_in: 2_592_000,
    user,
  })
  expect(loggedIn.headers()['set-cookie']).toBeUndefined()

  expect((await request.post('/forgot-password', { data: { email: origin.email } })).status()).toBe(202)
  const token = new URL(linkIn(await mailbox.waitFor(origin.email, { subject: /reset/i }))).searchParams.get('token')
  const reset = await request.post('/reset-password', { data: { token, new_password: 'newsecurepassword' } })
  expect([reset.status(), await reset.json()]).toEqual([200, { message: 'Password reset successfully' }])
  expect(reset.headers()['set-cookie']).toBeUndefined()
  const again = await request.post('/reset-password', { data: { token, new_password: 'newsecurepassword' } })
  expect([again.status(), (await again.json()).code]).toEqual([400, 'link-used'])

  const old = await request.post('/login', { data: { email: origin.email, password: origin.password } })
  expect(old.status()).toBe(401)
})

test('an API client logs in, gets its user, and logs out [F3 F6]', { tag: everyday }, async ({ request, person }) => {
  await request.post('/api/register', { data: person })
  const { access_token } = await (await request.post('/api/login', { data: person })).json()
  const headers = { authorization: `Bearer ${access_token}` }
  const me = await request.get('/api/me', { headers })
  expect((await me.json()).user).toMatchObject({ email: person.email, first_name: person.first_name })
  expect(me.headers()['cache-control']).toBe('no-store')

  expect((await request.post('/api/logout', { headers })).status()).toBe(204)
  const gone = await request.get('/api/me', { headers })
  expect([gone.status(), gone.headers()['www-authenticate']]).toEqual([401, 'Bearer'])
  expect((await request.post('/api/logout', { headers })).status()).toBe(401)
})

test('secrets in the URL are refused, as the original clients sent them [B11 D14r]', { tag: everyday }, async ({
  request,
}) => {
  for (const path of [
    '/login?email=a&password=b',
    '/forgot-password?email=a',
    '/reset-password?token=a&new_password=b',
  ]) {
    for (const door of [path, `/api${path}`]) {
      const answer = await request.post(door)
      expect([door, answer.status(), (await answer.json()).code]).toEqual([door, 400, 'secret-in-url'])
    }
  }
})

test('forgot-password gives known and unknown emails the same answer, and sends only to the known one [C1 C6]', {
  tag: everyday,
}, async ({ request, person, mailbox }) => {
  await request.post('/api/register', { data: person })
  const nobody = aPerson()
  const answers = []
  for (const { email } of [person, nobody]) {
    const answer = await request.post('/api/forgot-password', { data: { email } })
    const { date, 'x-request-id': id, ...headers } = answer.headers()
    answers.push([answer.status(), await answer.text(), headers])
  }
  expect(answers[0]).toEqual(answers[1])
  await mailbox.waitFor(person.email, { subject: /reset/i })
  expect(mailbox.sentTo(nobody.email)).toEqual([])
  expect((await request.post('/api/login', { data: person })).status()).toBe(200)
})

test('login answers an unknown email and a wrong password with the same bytes [B1]', { tag: everyday }, async ({
  request,
  person,
}) => {
  await request.post('/api/register', { data: person })
  const answers = []
  for (const email of [person.email, aPerson().email]) {
    const answer = await request.post('/api/login', { data: { email, password: aPassword() } })
    const { date, 'x-request-id': id, ...headers } = answer.headers()
    answers.push([answer.status(), await answer.text(), headers])
  }
  expect(answers[0]).toEqual(answers[1])
})

test('emails go to the email as registered, and their links begin with the configured URL [A5 C3]', {
  tag: everyday,
}, async ({ request, person, mailbox, site }) => {
  const stored = person.email.replace('ada', 'Ada').replace('example', 'Example')
  await request.post('/api/register', { data: { ...person, email: stored } })
  const forged = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
  }
  const answer = await request.post('/api/forgot-password', { data: { email: stored.toUpperCase() }, headers: forged })
  expect(answer.status()).toBe(202)
  const email = await mailbox.waitFor(stored, { subject: /reset/i })
  expect(email.to).toEqual([stored])
  expect(linkIn(email).startsWith(`${site.url}/reset-password?token=`)).toBe(true)
})

test('20 concurrent registrations of one email create one account [A3]', { tag: everyday }, async ({
  request,
  person,
}) => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      request.post('/api/register', { data: { ...person, phone_number: aPerson().phone_number } }),
    ),
  )
  const statuses = answers.map((answer) => answer.status()).sort()
  expect(statuses).toEqual([201, ...Array(19).fill(409)])
})
