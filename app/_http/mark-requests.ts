import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { config } from '@/lib/config'
import { isEnding } from '@/lib/ending'
import { log } from '@/lib/log'
import type { FailureCode } from '@/lib/result'
import { clientAddress } from './client-address'
import { completeResponses } from './complete-response'
import { answerPreflight, shareWithListed } from './cors'
import { originForm, refusalOfRequest } from './refused-request'
import { dropBrokenHints } from './router-hints'

export const REQUEST_ID = 'x-request-id'
/** Ours alone, as all of these: overwritten on every request, since only this place sees the socket. */
export const CLIENT_ADDRESS = 'x-rekey-client-address'
/** X-Forwarded-For as it came: Next writes the connection's address there where it did not. */
export const FORWARDED_FOR = 'x-rekey-forwarded-for'
/** Why proxy.ts refuses the request, whatever else it asks for. */
export const REFUSAL = 'x-rekey-refusal'

/** Connections on which something unreadable came: what follows there may be its body. */
const distrusted = new WeakSet<Socket>()

const STARTED = 'http.server.request.start'
const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Gives every request an id and a believed client address, and every response, files and faults too, what it must carry; the function it returns ends that. */
export function markRequests(): () => void {
  const mark = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    // Of thousands sent together on a connection that is cut off already, nobody reads an answer.
    if (request.socket.destroyed) return
    const { TRUST_PROXY, METRICS_TOKEN } = config()
    const id = randomUUID()
    request.headers[REQUEST_ID] = id
    if (TRUST_PROXY === 0) warnOfProxy(request)
    request.headers[FORWARDED_FOR] = String(request.headers['x-forwarded-for'] ?? '')
    request.headers[CLIENT_ADDRESS] = clientAddress(request, TRUST_PROXY)
    response.setHeader('X-Request-Id', id)
    // Whoever keeps connections is to open the next one elsewhere.
    if (isEnding()) response.setHeader('Connection', 'close')
    const refusal = distrusted.has(request.socket) ? 'malformed-request' : refusalOfRequest(request)
    // Here, since Next would look for a page or a handler; whoever works on requests sees that this one is answered.
    if (shareWithListed(request, response) && !refusal) return answerPreflight(response)
    makeReadable(request, response, refusal)
    if (METRICS_TOKEN) showMetrics(request)
  }
  const incomplete = completeResponses()
  subscribe(STARTED, mark)
  return () => {
    unsubscribe(STARTED, mark)
    incomplete()
  }
}

let warned = false

/** Behind a proxy that is not trusted all people are one client, whom the throttles soon refuse. */
function warnOfProxy({ headers, url }: IncomingMessage): void {
  // The doctor makes up addresses to see whether they are believed.
  if (warned || !headers['x-forwarded-for'] || url === '/api/doctor') return
  warned = true
  log().warn({ event: 'proxy.untrusted', hint: 'X-Forwarded-For came, but TRUST_PROXY is 0' })
}

/** Next answers what it cannot read with a 500, a redirect elsewhere or nothing; ours are refused where nothing else is. */
function makeReadable(request: IncomingMessage, response: ServerResponse, refusal?: FailureCode): void {
  delete request.headers[REFUSAL]
  if (refusal) request.headers[REFUSAL] = refusal
  if (refusal === 'malformed-request') {
    distrusted.add(request.socket)
    response.shouldKeepAlive = false
  }
  // OPTIONS too: Next would tell of methods that are answered by nothing but a refusal.
  if (!KNOWN_METHODS.includes(request.method ?? '')) request.method = 'PUT'
  dropBrokenHints(request.headers)
  request.url = refusal ? '/refused' : originForm(request)
}

/** The address that scrapers know. Where nobody wants metrics it is unknown like any other: no route bears its name. */
function showMetrics(request: IncomingMessage): void {
  if (/^\/metrics($|\?)/.test(request.url ?? '')) request.url = '/api/metrics'
}
