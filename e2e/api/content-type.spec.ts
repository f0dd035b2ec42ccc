import { bodyOf } from '../support/requests/cross-site-requests'
import { refusalChecker } from '../support/requests/refusal-checker'
import { handlers, originPaths, pages } from '../support/requests/routes-and-actions'
import { eachOf, sendRequest } from '../support/requests/send-request'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

const canary = '<img src=x onerror=1>'
const accepts = ['text/html', 'application/json', '*/*', 'text/html;q=0.1, application/xml', 'nonsense', undefined]
const html = 'text/html; charset=utf-8'
const json = ['application/json', 'application/problem+json']

test('API routes answer with JSON and pages with HTML, whatever the request accepts [H6]', async ({ site }) => {
  const faults: unknown[] = []
  const addresses = [
    ...handlers.map(({ path }) => ({ path, right: json })),
    ...[...pages, '/nothing', '/account/nothing'].map((path) => ({ path, right: [html] })),
  ]
  await eachOf(
    addresses.flatMap((each) => accepts.map((accept) => ({ ...each, accept }))),
    async ({ path, right, accept }) => {
      const { status, headers } = await sendRequest(`${site.url}${path}?next=${encodeURIComponent(canary)}`, {
        headers: { accept },
      })
      const type = headers['content-type'] ?? ''
      const moved = status === 307 && type === 'text/plain; charset=utf-8'
      if (!(right.includes(type) || moved)) faults.push({ path, accept, status, type })
      if (headers['x-content-type-options'] !== 'nosniff') faults.push({ path, accept, sniffed: true })
    },
  )
  expect(faults).toEqual([])
})

test('a refusal never becomes a page and never echoes the sender’s text [H6 L4]', async ({ site }) => {
  const refusalFaults = await refusalChecker(site.url)
  const faults: unknown[] = []
  const fields = ['email', 'password', 'first_name', 'token', 'new_password', canary]
  // Nothing in a request for these options can be wrong, so there is no refusal.
  const refusing = handlers.filter(({ path }) => path !== '/api/login/passkey/options')
  const paths = [...refusing.map(({ path }) => path), ...originPaths]
  await eachOf(
    paths.flatMap((path) => accepts.map((accept) => ({ path, accept }))),
    async ({ path, accept }) => {
      const { body, headers } = bodyOf('json', Object.fromEntries(fields.map((name) => [name, canary])))
      const answer = await sendRequest(site.url + path, { method: 'POST', body, headers: { ...headers, accept } })
      if (answer.body.includes('onerror')) faults.push({ path, accept, body: answer.body })
      faults.push(...refusalFaults(answer).map((fault) => ({ path, accept, fault })))
    },
  )
  expect(faults).toEqual([])
})

test('every other answer states its content type: redirects, files and missing pages [H6]', async ({ page, site }) => {
  await page.goto('/login')
  const script = await page.locator('script[src]').first().getAttribute('src')
  const style = await page.locator('link[rel=stylesheet]').first().getAttribute('href')
  const plain = 'text/plain; charset=utf-8'
  const types: [path: string, status: number, type: string][] = [
    ['/account/', 308, plain],
    ['//account', 308, plain],
    ['/api/me/', 308, plain],
    ['/reset-password?token=a', 303, plain],
    ['/_next/static/nothing.js', 404, plain],
    ['/_next/image?url=/icon.svg&w=64&q=75', 404, html],
    ['/.well-known/change-password', 307, plain],
    ['/.well-known/nothing', 404, html],
    ['/icon.svg', 200, 'image/svg+xml'],
    ['/favicon.ico', 200, 'image/x-icon'],
    ['/apple-icon.png', 200, 'image/png'],
    [script!, 200, 'application/javascript; charset=utf-8'],
    [style!, 200, 'text/css; charset=utf-8'],
  ]
  for (const [path, status, type] of types) {
    const answer = await sendRequest(site.url + path, { headers: { accept: 'application/json' } })
    expect([path, answer.status, answer.headers['content-type']?.toLowerCase()]).toEqual([path, status, type])
  }
})
