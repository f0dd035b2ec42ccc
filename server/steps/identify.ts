import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { CLIENT_IP, OURSELVES, REQUEST_ID } from '@/app/_http/request/own-headers'
import { config } from '@/lib/config'
import type { Exchange } from '@/lib/exchange'
import { log } from '@/lib/log'
import { isStopping } from '@/lib/stopping'
import { keepExchange } from '@/server/exchanges'
import type { Step } from '@/server/pipeline'
import { type Client, clientOf } from './client-ip'

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
  // Another instance, for which Next asks here, has sent a mark of its own; the X-Forwarded-For is Next's then, and no proxy's.
  const byInstance = !internal && OURSELVES in request.headers
  const received = receivedBy(request)
  const exchange: Exchange = { received, internal, byInstance, posted: false, acted: false, tooLarge: false }
  keepExchange(request, exchange)
  if (!internal) nameSender(request, byInstance)
  exchange.requestId = String(request.headers[REQUEST_ID])
  response.setHeader('X-Request-Id', exchange.requestId)
  // Whoever keeps connections is to open the next one elsewhere.
  if (isStopping()) response.setHeader('Connection', 'close')
  return false
}

function nameSender(request: IncomingMessage, byInstance: boolean): void {
  const { headers } = request
  for (const name of Object.keys(headers)) if (RESERVED.test(name)) delete headers[name]
  // Before anything that may fail: a fault is logged by this id, and its page shows it.
  headers[REQUEST_ID] = randomUUID()
  headers[OURSELVES] = mark
  const { TRUST_PROXY } = config()
  const { ip, doubt } = clientOf(request, TRUST_PROXY)
  const found = TRUST_PROXY === 0 && headers['x-forwarded-for'] ? 'untrusted' : doubt
  if (found && !byInstance) warnOfProxy(found, request)
  headers[CLIENT_IP] = ip ?? ''
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

/** Each is told once: behind a proxy that is misread all people are one client, whom the throttles soon refuse. */
const doubts: Record<'untrusted' | NonNullable<Client['doubt']>, string> = {
  untrusted: 'X-Forwarded-For came, but TRUST_PROXY is 0',
  missing: 'no X-Forwarded-For came, but TRUST_PROXY is not 0: the address of the connection counts',
  short: 'X-Forwarded-For names fewer addresses than TRUST_PROXY says: the address of the connection counts',
  unreadable: 'what the proxy wrote into X-Forwarded-For is no IP address: all such requests count as one client',
}
const warned = new Set<string>()
/** Asked by the machines around; and the doctor makes up addresses, to see whether they are believed. */
const ASKED_DIRECTLY = /^\/(healthz|readyz|metrics|api\/(cron|doctor|metrics)\b)/

function warnOfProxy(doubt: keyof typeof doubts, { url = '' }: IncomingMessage): void {
  if (warned.has(doubt) || ASKED_DIRECTLY.test(url)) return
  warned.add(doubt)
  const event = doubt === 'untrusted' ? 'proxy.untrusted' : 'proxy.unreadable'
  log().warn({ event, hint: doubts[doubt] })
}
