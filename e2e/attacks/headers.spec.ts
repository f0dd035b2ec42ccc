import { createHash } from 'node:crypto'
import type { Page } from 'playwright/test'
import { everyday } from '../support/needs'
import { pages } from '../support/requests/routes-and-actions'
import { startSite } from '../support/servers/site'
import { accountPages, pagesOfLinks } from '../support/steps/account-pages'
import { openAccount } from '../support/steps/open-account'
import type { Person } from '../support/steps/person'
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

const https = { APP_URL: 'https://accounts.example.com' }
const kept = (name: string, path: string) =>
  new RegExp(`^${name}=[^;]+; Path=${path};.*Secure; HttpOnly; SameSite=lax$`, 'i')

test('with https the cookies are bound to this host, and browsers are told to keep using https [F1 H2]', async ({
  page,
  person,
  request,
}) => {
  const site = await startSite({ environment: https })
  const names = ['reset', 'verify', 'confirm', 'undo', 'not-me', 'contest']
  for (const [index, path] of pagesOfLinks.entries()) {
    const answer = await request.get(`${site.url}${path}?token=abc`, { maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([303, `${https.APP_URL}${path}?cookie-sent`])
    expect(answer.headers()['set-cookie']).toMatch(kept(`__Secure-${names[index]}`, path))
    expect(answer.headers()['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
  }
  await request.post(`${site.url}/api/register`, { data: person })
  const cookies = await cookiesOf(page, `${site.url}/login`, person)
  expect(cookies).toHaveLength(3)
  expect(cookies[0]).toMatch(kept('__Host-session', '/'))
  expect(cookies[1]).toMatch(kept('__Host-device', '/'))
  expect(cookies[2]).toMatch(/^__Host-address=; Path=\/;.*Max-Age=0/i)
  await site.stop()
})

test('the cookie that recognizes the browser that registered is bound to this host too [F1]', async ({
  page,
  person,
}) => {
  const site = await startSite({ environment: { ...https, REGISTRATION: 'confirm' } })
  const cookies = await cookiesOf(page, `${site.url}/register`, person)
  expect(cookies).toHaveLength(2)
  expect(cookies[0]).toMatch(kept('__Host-address', '/'))
  expect(cookies[1]).toMatch(kept('__Host-registration', '/'))
  await site.stop()
})

/** The cookies set by the answer to a page's form, which is sent like from a browser without script over HTTPS. */
async function cookiesOf(page: Page, url: string, person: Person): Promise<string[]> {
  await page.goto(url)
  const hidden = await page.evaluate(
    () => Object.fromEntries(new FormData(document.forms[0])) as Record<string, string>,
  )
  const headers = { origin: https.APP_URL }
  const answer = await page.request.post(url, { multipart: { ...hidden, ...person }, headers, maxRedirects: 0 })
  expect(answer.status()).toBe(303)
  return answer.headersArray().flatMap(({ name, value }) => (name.toLowerCase() === 'set-cookie' ? [value] : []))
}

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

/** The rules of Mozilla’s HTTP Observatory: those that cost points below 100, and those that earn more. */
const grades: Record<string, (headers: Record<string, string>) => boolean> = {
  'a policy without unsafe-inline, unsafe-eval, data: or another host in script-src': (headers) => {
    const scripts = directive(headers, 'script-src')
    return scripts.length > 0 && !scripts.some((source) => /unsafe|data:|https?:|\*/.test(source))
  },
  'default-src is none': (headers) => directive(headers, 'default-src').join() === "'none'",
  'nothing unsafe in style-src': (headers) =>
    !directive(headers, 'style-src').some((source) => /unsafe|data:|https?:/.test(source)),
  'no base, no frame around it, forms to itself alone': (headers) =>
    ['base-uri', 'frame-ancestors'].every((name) => directive(headers, name).join() === "'none'") &&
    directive(headers, 'form-action').join() === "'self'",
  'no mixed content': (headers) => headers['content-security-policy']!.includes('upgrade-insecure-requests'),
  'HSTS for half a year or more, subdomains too': (headers) => {
    const said = headers['strict-transport-security'] ?? ''
    return Number(/max-age=(\d+)/.exec(said)?.[1]) >= 15_768_000 && said.includes('includeSubDomains')
  },
  nosniff: (headers) => headers['x-content-type-options'] === 'nosniff',
  'a referrer policy that keeps paths private': (headers) => headers['referrer-policy'] === 'strict-origin',
  'resources for this origin alone': (headers) => headers['cross-origin-resource-policy'] === 'same-origin',
  'no other origin may read it': (headers) => headers['access-control-allow-origin'] === undefined,
  'every cookie Secure, HttpOnly and SameSite': (headers) =>
    (headers['set-cookie'] ?? '')
      .split('\n')
      .every((each) => !each || /Secure.*HttpOnly.*SameSite=(Lax|Strict)/i.test(each)),
}

test('with https every page is graded A+ by the rules of the Observatory [H1 H2]', async ({ request }) => {
  const site = await startSite({ environment: https })
  for (const path of [
    ...pages.filter((each) => !each.startsWith('/account')),
    '/nothing',
    '/reset-password?token=abc',
  ]) {
    const answer = await request.get(site.url + path, { maxRedirects: 0 })
    const headers = answer.headers()
    // A redirect shows nothing, so its policy forbids everything.
    const rules = Object.entries(grades).filter(
      ([name]) => answer.status() < 300 || answer.status() > 399 || !/polic|src|base|mixed/.test(name),
    )
    for (const [name, holds] of rules) expect([path, name, holds(headers)]).toEqual([path, name, true])
    const html = await answer.text()
    for (const [tag] of html.matchAll(/<(?:script|link)[^>]*>/g))
      expect([path, tag, /(?:src|href)="(?!\/)/.test(tag)]).toEqual([path, tag, false])
    const sources = directive(headers, 'script-src')
    for (const [, tag, text] of html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs))
      expect([path, tag, mayRun(sources, tag!, text!)]).toEqual([path, tag, true])
  }
  await site.stop()
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

/** Whether the policy allows a script: by its nonce or, on a cached page, by the hash of its text or the origin of its file. */
function mayRun(sources: string[], tag: string, text: string): boolean {
  const nonce = /nonce="([^"]+)"/.exec(tag)?.[1]
  if (nonce) return sources.includes(`'nonce-${nonce}'`)
  if (tag.includes(' src="/_next/static/')) return sources.includes("'self'") && !sources.includes("'strict-dynamic'")
  return sources.includes(`'sha256-${createHash('sha256').update(text).digest('base64')}'`)
}

function directive(headers: Record<string, string>, name: string): string[] {
  const policy = headers['content-security-policy'] ?? ''
  return (
    policy
      .split('; ')
      .find((each) => each.startsWith(`${name} `))
      ?.split(' ')
      .slice(1) ?? []
  )
}
