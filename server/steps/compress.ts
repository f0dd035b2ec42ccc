import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http'
import compression from 'compression'
import type { Step } from '@/server/pipeline'
import { type RoutePattern, routePattern } from './route-pattern'

/**
 * Answers that hold neither a token nor a link. Compressed beside words of the sender's choice, a secret would show letter
 * by letter in the length (BREACH), so whatever is not named here is sent as it is. Next writes the query of a page into it,
 * and whoever leads a browser there chooses that: pages that show an email address or more of a person are not named.
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

/** Compresses what is read from an address without secrets. Whoever gets a token posts for it, or gets it as a cookie. */
export const compress: Step = (request, response) => {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (reads && WITHOUT_SECRETS.has(routePattern(request.url ?? ''))) pack(request, response, () => {})
  return false
}

/** `Vary` of what is sent in several encodings: a 304 says the same as the answer that it stands for (RFC 9110 §15.4.5). */
export function withEncoding(vary: OutgoingHttpHeader = ''): string {
  const said = String(vary)
  if (/accept-encoding/i.test(said)) return said
  return said === '' ? 'Accept-Encoding' : `${said}, Accept-Encoding`
}

/**
 * Neither a part, whose bytes are counted as they are in the file, nor an answer that hands out a cookie, nor a refusal: what is
 * switched off is refused like what does not exist, to the byte.
 */
function isWhole(response: ServerResponse<IncomingMessage>): boolean {
  return response.statusCode === 200 && !response.hasHeader('Set-Cookie')
}

function isText(request: IncomingMessage, response: ServerResponse<IncomingMessage>): boolean {
  const type = response.getHeader('Content-Type')
  // What Next copies from a route's answer becomes a list, and a list is no type that the library knows.
  if (Array.isArray(type)) response.setHeader('Content-Type', type.join())
  return compression.filter(request, response)
}
