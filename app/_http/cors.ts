import type { IncomingMessage, ServerResponse } from 'node:http'
import { config } from '@/lib/config'
import { jsonAliases } from './json-aliases.mjs'
import { originForm } from './refused-request'

/** The JSON door, spelled plainly; not what machines call with a secret of their own, nor the mailbox of development. */
const DOOR = /^\/api\/(?!(?:cron|dev|doctor|metrics|webhooks)(?:\/|$))[\w-]+(?:\/[\w-]+)*$/
const JSON_TYPE = /^application\/json\b/i

/** As long as browsers keep it at most (Chromium); a request of an origin that left the list is refused all the same. */
const PREFLIGHT_SECONDS = 7_200

/** Whether the operator lets pages of that origin call (CORS_ORIGINS): compared whole, and `null` is none. */
export function isListed(origin: string | null | undefined): boolean {
  return origin != null && config().CORS_ORIGINS.includes(origin)
}

/**
 * Lets pages of listed origins read what the JSON door answers, refusals too. True where the browser only asks
 * beforehand; `answerPreflight` is the answer then.
 */
export function shareWithListed(request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers
  if (config().CORS_ORIGINS.length === 0 || !isJsonDoor(request)) return false
  // Also where nothing is shared: what one origin gets is not what another gets.
  response.setHeader('Vary', 'Origin')
  if (!isListed(origin)) return false
  // Never with Access-Control-Allow-Credentials: for another origin's page no browser sends a cookie and shows the answer.
  response.setHeader('Access-Control-Allow-Origin', origin as string)
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After, WWW-Authenticate, X-Request-Id')
  return isPreflight(request)
}

export function answerPreflight(response: ServerResponse): void {
  response.removeHeader('Access-Control-Expose-Headers')
  const allowed = {
    'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
  }
  response.writeHead(204, allowed).end()
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

function isJsonDoor(request: IncomingMessage): boolean {
  const path = originForm(request).replace(/[?#].*$/s, '')
  // The same address is a page for whatever is no JSON.
  if (jsonAliases.includes(path)) return isPreflight(request) || JSON_TYPE.test(request.headers['content-type'] ?? '')
  return DOOR.test(path)
}
