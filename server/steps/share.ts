import type { IncomingMessage } from 'node:http'
import { isListed } from '@/app/_http/json/listed-origins'
import { config } from '@/lib/config'
import { originForm } from '@/server/http/request-line'
import type { Step } from '@/server/pipeline'
import { isAlias, saysJson } from './follow-alias'

/** The JSON API, written without escapes. It excludes endpoints for machines with their own secret, and the dev mailbox. */
const DOOR = /^\/api\/(?!(?:cron|dev|doctor|metrics|webhooks)(?:\/|$))[\w-]+(?:\/[\w-]+)*$/

/** The longest time that browsers remember it (Chromium). A request from an origin that was removed is refused anyway. */
const PREFLIGHT_SECONDS = 7_200

/** Lets pages of listed origins (CORS_ORIGINS) read the answers of the JSON API, including refusals. */
export const share: Step = (request, response) => {
  if (!isShared(request)) return false
  // Also on answers that are not shared, because other origins get a different answer.
  response.setHeader('Vary', 'Origin')
  const { origin } = request.headers
  if (!isListed(origin)) return false
  // Never with Access-Control-Allow-Credentials, so no browser shows another origin's page an answer to a request with cookies.
  response.setHeader('Access-Control-Allow-Origin', origin as string)
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After, WWW-Authenticate, X-Request-Id')
  return false
}

/** Answers the preflight request of a browser for a page of a listed origin. */
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
