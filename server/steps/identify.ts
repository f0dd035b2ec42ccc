import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { CLIENT_IP, REQUEST_ID } from '@/app/_http/request/own-headers'
import { config } from '@/lib/config'
import type { Exchange } from '@/lib/exchange'
import { log } from '@/lib/log'
import { isStopping } from '@/lib/stopping'
import type { Step } from '@/server/pipeline'
import { clientIp } from './client-ip'

const exchanges = new WeakMap<IncomingMessage, Exchange>()

/** Undefined for a request that has not passed `identify`. */
export function exchangeOf(request: IncomingMessage): Exchange | undefined {
  return exchanges.get(request)
}

/** Gives every request an id and a client address that can be believed, and keeps what the way here has said of itself. */
export const identify: Step = (request, response) => {
  // Of thousands sent together on a connection that is cut off already, nobody reads an answer.
  if (request.socket.destroyed) return true
  const { TRUST_PROXY } = config()
  const id = randomUUID()
  if (TRUST_PROXY === 0) warnOfProxy(request)
  exchanges.set(request, { received: receivedBy(request), posted: false, acted: false, tooLarge: false })
  request.headers[REQUEST_ID] = id
  request.headers[CLIENT_IP] = clientIp(request, TRUST_PROXY)
  response.setHeader('X-Request-Id', id)
  // Whoever keeps connections is to open the next one elsewhere.
  if (isStopping()) response.setHeader('Connection', 'close')
  return false
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
