import type { IncomingMessage } from 'node:http'
import { isListed } from '@/app/_http/json/listed-origins'
import { config } from '@/lib/config'
import type { Step } from '@/server/pipeline'
import { isAlias, saysJson } from './follow-alias'
import { originForm } from './request-line'

/** The JSON door, spelled plainly; not what machines call with a secret of their own, nor the mailbox of development. */
const DOOR = /^\/api\/(?!(?:cron|dev|doctor|metrics|webhooks)(?:\/|$))[\w-]+(?:\/[\w-]+)*$/

/** As long as browsers keep it at most (Chromium); a request of an origin that left the list is refused all the same. */
const PREFLIGHT_SECONDS = 7_200

/** Lets pages of listed origins (CORS_ORIGINS) read what the JSON door answers, refusals too. */
export const share: Step = (request, response) => {
  if (!isShared(request)) return false
  // Also where nothing is shared: what one origin gets is not what another gets.
  response.setHeader('Vary', 'Origin')
  const { origin } = request.headers
  if (!isListed(origin)) return false
  // Never with Access-Control-Allow-Credentials: for another origin's page no browser sends a cookie and shows the answer.
  response.setHeader('Access-Control-Allow-Origin', origin as string)
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After, WWW-Authenticate, X-Request-Id')
  return false
}

/** Answers a browser that asks beforehand on behalf of a page of a listed origin. */
export const answerPreflight: Step = (request, response) => {
  if (!isPreflight(request) || !isShared(request) || !isListed(request.headers.origin)) return false
  response.removeHeader('Access-Control-Expose-Headers')
  const allowed = {
    'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
  }
  response.writeHead(204, allowed).end()
  return true
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

function isShared(request: IncomingMessage): boolean {
  if (config().CORS_ORIGINS.length === 0) return false
  const path = originForm(request).replace(/[?#].*$/s, '')
  return isAlias(path) ? isPreflight(request) || saysJson(request) : DOOR.test(path)
}
