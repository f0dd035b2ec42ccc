import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { CLIENT_IP, OURSELVES, REQUEST_ID } from '@/app/_http/request/own-headers'
import { config } from '@/lib/config'
import type { Exchange } from '@/lib/exchange'
import { log } from '@/lib/log'
import { isStopping } from '@/lib/stopping'
import { keepExchange } from '@/server/exchanges'
import type { Step } from '@/server/pipeline'
import { clientIp } from './client-ip'

/** Next copies it, with all headers of a request, when it asks this server for the page that follows an action; nobody else can know it. */
const mark = randomBytes(16).toString('hex')

/**
 * Headers that only this server, or Next on its behalf, may set. Next would believe some of them from any client: that another
 * page has passed an action on, or which scripts a page's policy allows.
 */
const RESERVED =
  /^(x-(action|invocation|matched|middleware|next|now|prerender|rekey)-.*|next-resume|content-security-policy.*)$/

/** Gives every request an id and a client address that can be believed, and keeps what the way here has said of itself. */
export const identify: Step = (request, response) => {
  // Of thousands sent together on a connection that is cut off already, nobody reads an answer.
  if (request.socket.destroyed) return true
  const internal = request.headers[OURSELVES] === mark
  keepExchange(request, { received: receivedBy(request), internal, posted: false, acted: false, tooLarge: false })
  if (!internal) nameSender(request)
  response.setHeader('X-Request-Id', String(request.headers[REQUEST_ID]))
  // Whoever keeps connections is to open the next one elsewhere.
  if (isStopping()) response.setHeader('Connection', 'close')
  return false
}

function nameSender(request: IncomingMessage): void {
  const { headers } = request
  for (const name of Object.keys(headers)) if (RESERVED.test(name)) delete headers[name]
  // Before anything that may fail: a fault is logged by this id, and its page shows it.
  headers[REQUEST_ID] = randomUUID()
  headers[OURSELVES] = mark
  const { TRUST_PROXY } = config()
  if (TRUST_PROXY === 0) warnOfProxy(request)
  headers[CLIENT_IP] = clientIp(request, TRUST_PROXY)
}

function receivedBy({ headers }: IncomingMessage): Exchange['received'] {
  const said = (name: string) => String(headers[name] ?? '')
  return {
    host: said('host'),
    proto: said('x-forwarded-proto'),
    forwardedFor: said('x-forwarded-for'),
    forwardedHost: said('x-forwarded-host'),
    forwardedUri: said('x-forwarded-uri'),
    forwardedMethod: said('x-forwarded-method'),
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
