import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http'
import compression from 'compression'
import { type RoutePattern, routePattern } from '@/server/http/route-pattern'
import type { Step } from '@/server/pipeline'

/**
 * Answers that contain neither a token nor a link. If a secret is compressed together with text that an attacker chooses, the
 * length reveals it letter by letter (BREACH), so everything not listed here is sent uncompressed. Next writes the query into
 * a page, and anyone can link to a page with a query: pages that show personal data, such as an email, are not listed.
 */
const WITHOUT_SECRETS = new Set<string>([
  '/',
  '/.well-known/jwks.json',
  '/_next/static',
  '/api/activity',
  '/api/me',
  '/api/me/export',
  '/api/metrics',
  '/api/sessions',
  '/brand/[file]',
  '/docs',
  '/icon.svg',
  '/openapi.json',
  '/problems/[code]',
  '/register',
] satisfies RoutePattern[])

const pack = compression({
  filter: (request, response) => {
    if (response.statusCode === 304) response.setHeader('Vary', withEncoding(response.getHeader('Vary')))
    return isWhole(response) && isText(request, response)
  },
})

/** Compresses answers to GET at URLs without secrets. Tokens are only sent in answers to POST, or as cookies. */
export const compress: Step = (request, response) => {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (reads && WITHOUT_SECRETS.has(routePattern(request.url ?? ''))) pack(request, response, () => {})
  return false
}

/** `Vary` for answers with several encodings. A 304 has the same header as the answer it stands for (RFC 9110 §15.4.5). */
export function withEncoding(vary: OutgoingHttpHeader = ''): string {
  const said = String(vary)
  if (/accept-encoding/i.test(said)) return said
  return said === '' ? 'Accept-Encoding' : `${said}, Accept-Encoding`
}

/**
 * Excludes a part of a file, whose bytes are counted uncompressed, an answer that sets a cookie, and refusals: a feature that
 * is switched off is refused exactly like a URL that does not exist, to the byte.
 */
function isWhole(response: ServerResponse<IncomingMessage>): boolean {
  return response.statusCode === 200 && !response.hasHeader('Set-Cookie')
}

function isText(request: IncomingMessage, response: ServerResponse<IncomingMessage>): boolean {
  const type = response.getHeader('Content-Type')
  // Next copies the headers of a route's answer as lists, and the library does not accept a list as a type.
  if (Array.isArray(type)) response.setHeader('Content-Type', type.join())
  return compression.filter(request, response)
}
