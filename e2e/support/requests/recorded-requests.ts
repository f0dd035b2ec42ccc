import { handlers, pages, switchedOff } from './routes-and-actions'
import type { Asked } from './send-request'

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const elsewhere = { origin: 'https://evil.test' }
/** An ID that no action has. */
const action = { 'next-action': '0'.repeat(42) }

/** Ways to ask for a page, besides opening it. */
const waysToPage: Record<string, Asked> = {
  'GET by the router': { headers: { rsc: '1' } },
  HEAD: { method: 'HEAD' },
  PUT: { method: 'PUT' },
  'POST of a form from elsewhere': { method: 'POST', headers: { ...form, ...elsewhere }, body: 'a=b' },
  'POST of JSON': { method: 'POST', headers: json, body: '{}' },
  'POST of an unknown action': { method: 'POST', headers: { ...action, 'content-type': 'text/plain' }, body: '[]' },
  'POST with a broken Content-Type': { method: 'POST', headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
}

/** Ways to ask a JSON route. */
const waysToRoute: Record<string, Asked> = {
  'with half of a JSON body': { headers: json, body: '{"email":' },
  'with a form': { headers: form, body: 'email=a' },
  'from elsewhere with a preflight': {
    method: 'OPTIONS',
    headers: { ...elsewhere, 'access-control-request-method': 'POST' },
  },
}

/** Addresses that are neither a page nor a route, or are written in an unusual way. */
const oddities = [
  ...[
    '/nothing',
    '/login/',
    '//login',
    '/LOGIN',
    '/%6cogin',
    '/login%2f',
    '/a/../login',
    '/login?password=x',
    '/login;a=b',
  ],
  ...[
    '/api/nothing',
    '/api/',
    '/api/login/',
    '/_next/static/nothing.js',
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/_next/data/x.json',
  ],
  ...[
    '/favicon.ico',
    '/robots.txt',
    '/.env',
    '/.well-known/change-password',
    '/.well-known/openid-configuration',
    '/healthz',
  ],
  ...['/readyz', '/metrics', '/openapi.json', '/server.js', '/?__proto__=x', '/login?next=//evil.test'],
]

/** Some two hundred requests of every kind, by what is written before the answer. None changes anything. */
export function recordedRequests(): Map<string, { path: string } & Asked> {
  const all = new Map<string, { path: string } & Asked>()
  for (const path of [...pages, ...oddities]) all.set(`GET ${path}`, { path })
  for (const path of ['/', '/login', '/account', '/verify-email', '/nothing'])
    for (const [way, asked] of Object.entries(waysToPage)) all.set(`${path}, ${way}`, { path, ...asked })
  for (const { path, methods } of handlers.filter((each) => !switchedOff.includes(each.path))) {
    if (!methods.includes('GET')) all.set(`GET ${path}`, { path })
    const [method] = methods.filter((each) => each !== 'GET')
    if (method === undefined) continue
    for (const [way, asked] of Object.entries(waysToRoute))
      all.set(`${method} ${path} ${way}`, { path, method, ...asked })
  }
  return all
}
