import { everyday } from '../support/needs'
import { accountPages, pagesOfLinks } from '../support/steps/account-pages'
import { openAccount } from '../support/steps/open-account'
import { expect, test } from '../support/test'

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-request-id': /^[0-9a-f-]{36}$/,
}

test('every response has the security headers [H2]', { tag: everyday }, async ({ request, page }) => {
  await page.goto('/login')
  const script = await page.locator('script[src]').first().getAttribute('src')
  for (const path of [
    '/',
    '/login',
    '/nothing',
    '/api/me',
    '/api/nothing',
    '/api/me/export',
    ...accountPages,
    ...pagesOfLinks,
    '/.well-known/change-password',
    '/healthz',
    '/readyz',
    '/icon.svg',
    '/favicon.ico',
    '/apple-icon.png',
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

test('a page runs only its own scripts, and each response has its own nonce [H1]', { tag: everyday }, async ({
  request,
}) => {
  const nonces = new Set<string>()
  for (const path of ['/reset-password', '/login?notice=logged-out', '/nothing']) {
    const policy = (await request.get(path)).headers()['content-security-policy']!
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:/)
    for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"]) {
      expect(policy).toContain(part)
    }
    nonces.add(/'nonce-([^']+)'/.exec(policy)![1]!)
  }
  expect(nonces.size).toBe(3)
})

test('personal data is not cached [F13]', async ({ page, person, request }) => {
  for (const path of [...accountPages, ...pagesOfLinks, '/login', '/api/me', '/api/sessions']) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect(answer.headers()['cache-control'], path).toContain('no-store')
  }
  await openAccount(page, person)
  for (const path of [...accountPages, '/api/me', '/api/me/export', '/api/sessions', '/api/activity']) {
    const answer = await page.request.get(path)
    expect([path, answer.status()]).toEqual([path, 200])
    expect(answer.headers()['cache-control'], path).toContain('no-store')
    expect(answer.headers()['set-cookie'], path).toBeUndefined()
  }
})

test('nothing of development or of the source is served [L1]', { tag: everyday }, async ({ request }) => {
  const paths = [
    '/dev/mailbox',
    '/api/dev/mailbox',
    '/.env',
    '/.env.local',
    '/package.json',
    '/.git/HEAD',
    '/docs/operating.md',
  ]
  for (const path of paths) expect((await request.get(path)).status(), path).toBe(404)
})

test('Next’s own redirects have the headers too, and no header is sent twice [H2]', async ({ request, site }) => {
  for (const path of [
    '/account/',
    '//account',
    '/api/me/',
    '/login/?a=b',
    '/healthz/',
    '/_next/static/',
    '/dev/mailbox/',
  ]) {
    const answer = await request.get(site.url + path, { maxRedirects: 0 })
    expect([path, answer.status()]).toEqual([path, 308])
    const headers = answer.headers()
    for (const [name, value] of Object.entries(everywhere)) expect(headers[name], `${name} of ${path}`).toMatch(value)
    // The policy of a page, because these redirects answer requests for pages.
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*frame-ancestors 'none'; base-uri 'none'/)
    const names = answer.headersArray().map(({ name }) => name.toLowerCase())
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  }
})
