import { expect, test } from './support/test'

const doors = ['/register', '/login', '/forgot-password', '/reset-password']

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
