import type { IncomingMessage, ServerResponse } from 'node:http'
import compression from 'compression'
import type { Step } from '@/server/pipeline'
import { type RoutePattern, routePattern } from './route-pattern'

/**
 * Answers that hold neither a token nor a link. Compressed beside words of the sender's choice, a secret would show letter
 * by letter in the length (BREACH), so whatever is not named here is sent as it is.
 */
const WITHOUT_SECRETS = new Set<string>([
  '/',
  '/.well-known/jwks.json',
  '/_next/static',
  '/account',
  '/account/activity',
  '/account/delete',
  '/account/email',
  '/account/password',
  '/account/sessions',
  '/api/activity',
  '/api/me',
  '/api/me/export',
  '/api/metrics',
  '/api/sessions',
  '/docs',
  '/forgot-password',
  '/icon.svg',
  '/login',
  '/openapi.json',
  '/problems/[code]',
  '/register',
  'unknown',
] satisfies RoutePattern[])

const pack = compression({
  filter: (request, response) => isWhole(response) && isText(request, response),
})

/** Compresses what is read from an address without secrets. Whoever gets a token posts for it, or gets it as a cookie. */
export const compress: Step = (request, response) => {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (reads && WITHOUT_SECRETS.has(routePattern(request.url ?? ''))) pack(request, response, () => {})
  return false
}

/** Neither a part, whose bytes are counted as they are in the file, nor nothing new, nor an answer that hands out a cookie. */
function isWhole(response: ServerResponse<IncomingMessage>): boolean {
  return response.statusCode !== 304 && !response.hasHeader('Content-Range') && !response.hasHeader('Set-Cookie')
}

function isText(request: IncomingMessage, response: ServerResponse<IncomingMessage>): boolean {
  const type = response.getHeader('Content-Type')
  // What Next copies from a route's answer becomes a list, and a list is no type that the library knows.
  if (Array.isArray(type)) response.setHeader('Content-Type', type.join())
  return compression.filter(request, response)
}
