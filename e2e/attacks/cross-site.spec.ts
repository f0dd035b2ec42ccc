import { everyday } from '../support/needs'
import { accountPages, pagesOfLinks } from '../support/steps/account-pages'
import { openAccount, sessionOf, whoIs } from '../support/steps/open-account'
import { register } from '../support/steps/person'
import { expect, test } from '../support/test'

const form = { multipart: { $ACTION_KEY: 'x', email: 'a@example.com', password: 'whatever it is' } }

test('a form of another site is refused on every page [B8 F10 F11]', { tag: everyday }, async ({ request, site }) => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${site.url}0` },
    { origin: site.url.replace('localhost', 'localhost.evil.example') },
    { origin: site.url, 'sec-fetch-site': 'cross-site' },
    { origin: site.url, 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'evil.example' },
    {},
  ]
  for (const path of [
    '/login',
    '/register',
    '/forgot-password',
    ...pagesOfLinks,
    ...accountPages,
    '/',
    '/iconic',
    '/healthzz',
  ]) {
    for (const headers of foreign) {
      const answer = await request.post(path, { ...form, headers })
      expect([path, headers, answer.status()]).toEqual([path, headers, 403])
      expect((await answer.json()).code).toBe('cross-site')
      expect(answer.headers()['set-cookie']).toBeUndefined()
    }
  }
})

test('a body that a form can send is not accepted as JSON [B9]', { tag: everyday }, async ({ request }) => {
  const data = '{"email":"a@example.com","password":"whatever it is"}'
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonx']) {
    const answer = await request.post('/api/login', { data, headers: { 'content-type': type } })
    expect([type, answer.status()]).toEqual([type, 415])
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    const answer = await request.post('/login', { data, headers: { 'content-type': type } })
    expect([type, answer.status(), (await answer.json()).code]).toEqual([type, 415, 'not-json'])
  }
})

test('a session cookie without our origin logs nobody out [F7 F10]', async ({
  page,
  person,
  request,
  context,
  site,
}) => {
  await register(page, person)
  const login = await request.post('/api/login', { data: person })
  const { access_token } = await login.json()
  await page.goto('/login')
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await expect(page).toHaveURL(/account$/)
  const session = (await context.cookies()).find(({ name }) => name === 'session')!.value
  const cookie = `session=${session}`
  const foreign = [{}, { origin: 'https://evil.example' }, { origin: 'null' }] as Record<string, string>[]
  for (const sent of foreign) {
    const headers = { cookie, ...sent }
    expect((await request.post('/api/logout', { headers })).status()).toBe(403)
  }
  // A cookie's token does not work as a bearer token, nor the other way around.
  expect((await request.get('/api/me', { headers: { authorization: `Bearer ${session}` } })).status()).toBe(401)
  expect((await request.get('/api/me', { headers: { cookie: `session=${access_token}` } })).status()).toBe(401)

  const own = { cookie, origin: site.url }
  expect((await request.get('/api/me', { headers: own })).status()).toBe(200)
  expect((await request.post('/api/logout', { headers: own })).status()).toBe(204)
})

test('a session cookie without our origin changes nothing, on pages or in the API [F7 F10 F11 M31]', async ({
  page,
  person,
  request,
  site,
}) => {
  await openAccount(page, person)
  const { cookie } = await sessionOf(page)
  const data = { current_password: person.password, new_password: 'another pass phrase', new_email: 'a@example.com' }
  const doors: [method: string, path: string][] = [
    ['PATCH', '/api/me'],
    ['DELETE', '/api/me'],
    ['POST', '/api/change-password'],
    ['POST', '/api/change-email'],
    ['POST', '/api/confirm'],
    ['POST', '/api/confirm/options'],
    ['POST', '/api/authenticator-app'],
    ['POST', '/api/authenticator-app/finish'],
    ['DELETE', '/api/authenticator-app'],
    ['POST', '/api/passkeys/options'],
    ['POST', '/api/passkeys'],
    ['PATCH', '/api/passkeys/00000000-0000-7000-8000-000000000000'],
    ['DELETE', '/api/passkeys/00000000-0000-7000-8000-000000000000'],
    ['POST', '/api/suspended-factors/00000000-0000-7000-8000-000000000000/keep'],
    ['DELETE', '/api/suspended-factors/00000000-0000-7000-8000-000000000000'],
    ['POST', '/api/recovery-codes'],
    ['POST', '/api/recovery-codes/saved'],
    ['DELETE', '/api/trusted-browsers'],
    ['PUT', '/api/two-step'],
    ['DELETE', '/api/two-step'],
    ['POST', '/api/resend-verification'],
    ['DELETE', '/api/sessions'],
    ['DELETE', '/api/sessions/00000000-0000-7000-8000-000000000000'],
  ]
  const foreign: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'evil.example' },
    { origin: site.url, 'sec-fetch-site': 'cross-site' },
    { origin: site.url, 'sec-fetch-site': 'same-site' },
  ]
  for (const [method, path] of doors) {
    for (const sent of foreign) {
      const answer = await request.fetch(path, { method, data, headers: { cookie, ...sent } })
      expect([method, path, sent, answer.status()]).toEqual([method, path, sent, 403])
      expect((await answer.json()).code).toBe('cross-site')
    }
  }
  expect(await whoIs(request, { cookie })).toBe(200)
  expect((await request.post('/api/login', { data: person })).status()).toBe(200)
})

test('another site’s page is refused on routes without a session too [B8 F10]', { tag: everyday }, async ({
  request,
  site,
}) => {
  const links = ['verify-email', 'confirm-email', 'undo-email', 'not-me', 'contest', 'reset-password']
  for (const name of [...links, 'register', 'login']) {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: site.url, 'sec-fetch-site': 'cross-site' }]) {
      const answer = await request.post(`/api/${name}`, { data: {}, headers: headers as Record<string, string> })
      expect([name, answer.status(), (await answer.json()).code]).toEqual([name, 403, 'cross-site'])
    }
  }
})

test('no request header makes an account page show itself without a login [F12]', async ({ request, site }) => {
  const tricks: Record<string, string>[] = [
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { rsc: '1' },
    { rsc: '1', 'next-router-prefetch': '1' },
  ]
  for (const headers of tricks) {
    for (const page of accountPages) {
      for (const path of [page, `/${page}`, page.replace('a', '%61'), `${page}/`, `${page}?_rsc=1`]) {
        for (const method of ['GET', 'HEAD']) {
          const answer = await request.fetch(site.url + path, { method, headers, maxRedirects: 0 })
          expect([method, path, [307, 308, 404].includes(answer.status())]).toEqual([method, path, true])
        }
      }
    }
    for (const path of ['/api/me', '/api/me/export', '/api/sessions', '/api/activity']) {
      expect((await request.get(path, { headers })).status(), path).toBe(401)
    }
  }
})
