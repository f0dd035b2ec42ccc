import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import { config } from '@/lib/config'
import { clientAddress } from './client-address'

export const REQUEST_ID = 'x-request-id'
/** Ours alone: overwritten on every request, since only this place sees the socket. */
export const CLIENT_ADDRESS = 'x-rekey-client-address'

const TWO_YEARS = 63_072_000
const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Gives every request an id and a believed client address, and every response, files and faults too, what it must carry. */
export function markRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const { APP_URL, TRUST_PROXY, METRICS_TOKEN } = config()
    const id = uuidv7()
    request.headers[REQUEST_ID] = id
    request.headers[CLIENT_ADDRESS] = clientAddress(request, TRUST_PROXY)
    response.setHeader('X-Request-Id', id)
    if (APP_URL.startsWith('https:')) {
      response.setHeader('Strict-Transport-Security', `max-age=${TWO_YEARS}; includeSubDomains`)
    }
    makeReadable(request)
    if (METRICS_TOKEN) showMetrics(request)
  })
}

/** Next answers a method or a path that it cannot read with a 500 or nothing; ours are refused where nothing else is. */
function makeReadable(request: IncomingMessage): void {
  if (!KNOWN_METHODS.includes(request.method ?? '')) request.method = 'PUT'
  try {
    decodeURIComponent(request.url ?? '')
  } catch {
    request.url = '/api/unreadable'
  }
}

/** The address that scrapers know. Where nobody wants metrics it is unknown like any other: no route bears its name. */
function showMetrics(request: IncomingMessage): void {
  if (/^\/metrics($|\?)/.test(request.url ?? '')) request.url = '/api/metrics'
}
