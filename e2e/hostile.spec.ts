import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { aPerson } from './support/person'
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

test('a form that no page has made is refused, not stumbled over', async ({ request, site }) => {
  const headers = { origin: site.url }
  const bodies: [type: string, data: string][] = [
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', '--x\r\ngarbage'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na@b.co\r\n--x--\r\n',
    ],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="$ACTION_1:0"\r\n\r\n{\r\n--x--\r\n',
    ],
    ['application/x-www-form-urlencoded', 'email=a%40b.co&password=x'],
    ['text/plain', '[]'],
    ['multipart/form-data; boundary=x', 'x'.repeat(20_000)],
  ]
  const actions: Record<string, string>[] = [{}, { 'next-action': 'x' }, { 'next-action': '0'.repeat(42) }]
  for (const path of doors) {
    for (const [type, data] of bodies) {
      for (const action of actions) {
        const answer = await request.post(path, {
          data: Buffer.from(data),
          headers: { ...headers, ...action, 'content-type': type },
        })
        expect([400, 404, 409, 413, 415], `${path} ${type} ${data.slice(0, 30)}`).toContain(answer.status())
      }
    }
  }
})

test('no reference of React’s own gets through in a form', async ({ request, site, page }) => {
  await page.goto('/login')
  const bound = await page.locator('input[name$=":0"]').inputValue()
  const { id } = JSON.parse(bound)
  const parts: Record<string, string>[] = [
    { $ACTION_REF_1: '', '$ACTION_1:0': JSON.stringify({ id, bound: '$@7' }), '$ACTION_1:1': '[]' },
    { $ACTION_REF_1: '', '$ACTION_1:0': '"$F1"', '$ACTION_1:1': '[]' },
    { $ACTION_REF_1: '', '$ACTION_1:0': bound },
    { $ACTION_REF_1: '', '$ACTION_1:0': bound, '$ACTION_1:1': '["$F9"]' },
  ]
  for (const multipart of parts) {
    const answer = await request.post('/login', { multipart, headers: { origin: site.url } })
    expect([multipart, answer.status()]).toEqual([multipart, 400])
  }
  for (const first of [
    'null',
    '5',
    '["$F9"]',
    '["$9"]',
    '["$Q9"]',
    '["$B9"]',
    '["$nabc"]',
    '["$V1"]',
    '["$1:a:b"]',
    '[1,2,3]',
  ]) {
    const headers = { origin: site.url, 'next-action': id }
    const answer = await request.post('/login', { multipart: { 0: first }, headers })
    expect([first, answer.status()]).toEqual([first, 400])
  }
  for (const first of ['[]', '["a"]', '[{},"b"]', '["$undefined","$K1"]']) {
    const headers = { origin: site.url, 'next-action': id }
    expect((await request.post('/login', { multipart: { 0: first }, headers })).status(), first).toBe(200)
  }
})

test('methods nobody asked for are refused with what is allowed, and addresses nobody can read [H4 H5]', async ({
  request,
  site,
}) => {
  for (const url of ['/api/%ff', '/api/%', '/%ff']) {
    expect((await request.get(site.url + url)).status(), url).toBe(404)
  }
  for (const method of ['TRACE', 'PROPFIND', 'LINK']) {
    expect((await send(site.url, method, '/api/login')).startsWith('HTTP/1.1 405 '), method).toBe(true)
    expect((await send(site.url, method, '/login')).startsWith('HTTP/1.1 405 '), method).toBe(true)
  }
  for (const path of ['/api/register', '/api/login', '/api/logout']) {
    const answer = await request.get(path)
    expect([answer.status(), answer.headers().allow, (await answer.json()).code]).toEqual([
      405,
      'POST',
      'method-not-allowed',
    ])
  }
  const page = await request.put('/login', { data: 'x', headers: { 'content-type': 'text/plain' } })
  expect([page.status(), page.headers().allow]).toEqual([405, 'GET, HEAD, POST'])
  expect((await request.fetch('/login', { method: 'OPTIONS' })).status()).toBeLessThan(500)
})

/** On a socket of our own, since no client sends such methods. */
async function send(origin: string, method: string, path: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  return (await buffer(socket)).toString()
}

test('the log tells what happened in lines of JSON, and no secret [I1 I2 I3 C9]', async ({
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
  const mail = await mailbox.waitFor(person.email, { subject: /reset/i })
  const token = /token=(\S+)/.exec(mail.text)![1]!
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
    'password-reset.asked',
    'password-reset.refused',
    'password-reset',
    'mail.sent',
  ]) {
    expect(events).toContain(event)
  }
  const all = site.log().join('\n')
  for (const secret of [canary, token, access_token, person.email, person.phone_number])
    expect(all).not.toContain(secret)
})
