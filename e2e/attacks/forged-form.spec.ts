import { accountPages, pagesOfLinks } from '../support/steps/account-pages'
import { linkInEmail } from '../support/steps/link-in-email'
import { loginAsProgram, registerQuickly } from '../support/steps/open-account'
import { expect, test } from '../support/test'

const doors = ['/register', '/login', '/forgot-password', ...pagesOfLinks, ...accountPages]

test('a form that no page made is refused without an error on our side', async ({ request, site }) => {
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

test('React’s internal references in a form are refused', async ({ request, site, page }) => {
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
  const headers = { origin: site.url, 'next-action': id }
  const references = ['["$F9"]', '["$9"]', '["$Q9"]', '["$B9"]', '["$nabc"]', '["$V1"]', '["$1:a:b"]']
  for (const first of ['null', '5', ...references, '[]', '[1,2,3]', '["a"]', '[{},"b"]']) {
    const answer = await request.post('/login', { multipart: { 0: first }, headers })
    expect([first, answer.status()]).toEqual([first, 400])
  }
  for (const first of ['["$K1"]', '[{},"$K1"]', '["$undefined","$K1"]'])
    expect((await request.post('/login', { multipart: { 0: first }, headers })).status(), first).toBe(200)
})

test('the button of an emailed link does nothing for a form that its page did not make', async ({
  page,
  person,
  mailbox,
  request,
  site,
}) => {
  await registerQuickly(request, person)
  await page.goto(linkInEmail('/verify-email', await mailbox.waitFor(person.email)))
  const fields = await page.evaluate(
    () => Object.fromEntries(new FormData(document.forms[0])) as Record<string, string>,
  )
  const { link, ...action } = fields
  const file = { name: 'link', mimeType: 'text/plain', buffer: Buffer.from(link!) }
  const headers = { origin: site.url }
  const asFile = await page.request.post('/verify-email', { multipart: { ...action, link: file }, headers })
  expect(asFile.status()).toBe(400)
  for (const multipart of [action, { ...action, link: '' }, { ...action, link: '$F1' }]) {
    const answer = await page.request.post('/verify-email', { multipart, headers, maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([303, '/verify-email'])
  }
  // The same form in a browser that has not opened the link.
  const without = await request.post('/verify-email', { multipart: fields, headers, maxRedirects: 0 })
  expect([without.status(), without.headers().location]).toEqual([303, '/verify-email'])
  const me = await request.get('/api/me', { headers: await loginAsProgram(request, person) })
  expect((await me.json()).user.email_verified).toBe(false)

  const meant = await page.request.post('/verify-email', { multipart: fields, headers, maxRedirects: 0 })
  expect([meant.status(), meant.headers().location]).toEqual([303, '/login?notice=email-verified'])
})
