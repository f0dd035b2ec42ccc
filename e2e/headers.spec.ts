import { startSite } from './support/site'
import { expect, test } from './support/test'

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-request-id': /^[0-9a-f-]{36}$/,
}

test('every response carries the headers of the contract [H2]', async ({ request, page }) => {
  await page.goto('/login')
  const script = await page.locator('script[src]').first().getAttribute('src')
  for (const path of [
    '/',
    '/login',
    '/nothing',
    '/api/me',
    '/api/nothing',
    '/account',
    '/healthz',
    '/readyz',
    '/icon.svg',
    script!,
  ]) {
    const answer = await request.get(path, { maxRedirects: 0 })
    const headers = answer.headers()
    for (const [name, value] of Object.entries(everywhere)) expect(headers[name], `${name} of ${path}`).toMatch(value)
    expect(headers['x-powered-by'], path).toBeUndefined()
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['strict-transport-security'], 'only under https').toBeUndefined()
  }
})

test('a page runs no script but its own, and each response names another nonce [H1]', async ({ request }) => {
  const nonces = new Set<string>()
  for (const path of ['/', '/login', '/nothing']) {
    const policy = (await request.get(path)).headers()['content-security-policy']!
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:/)
    for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"]) {
      expect(policy).toContain(part)
    }
    nonces.add(/'nonce-([^']+)'/.exec(policy)![1]!)
  }
  expect(nonces.size).toBe(3)
})

test('what is personal is kept by no cache [F13]', async ({ request }) => {
  for (const path of ['/account', '/login', '/reset-password', '/api/me']) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect(answer.headers()['cache-control'], path).toContain('no-store')
  }
})

test('under https the cookies are bound to this host, and browsers are told to stay with https [F1 H2]', async ({
  request,
}) => {
  const site = await startSite({ environment: { APP_URL: 'https://accounts.example.com' } })
  const answer = await request.get(`${site.url}/reset-password?token=abc`, { maxRedirects: 0 })
  expect(answer.status()).toBe(303)
  const cookie = answer.headers()['set-cookie']!
  expect(cookie).toMatch(/^__Secure-reset=abc; Path=\/reset-password;.*Secure; HttpOnly; SameSite=lax$/i)
  expect(answer.headers()['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
  await site.stop()
})

test('nothing of development or of the source is served [L1]', async ({ request }) => {
  const paths = ['/dev/mailbox', '/api/dev/mailbox', '/.env', '/.env.local', '/package.json', '/.git/HEAD', '/docs']
  for (const path of paths) expect((await request.get(path)).status(), path).toBe(404)
})
