import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { CLIENT_IP, OURSELVES, REQUEST_ID } from '@/app/_http/request/own-headers'
import { config } from '@/lib/config'
import type { Exchange } from '@/lib/exchange'
import { log } from '@/lib/log'
import { isStopping } from '@/lib/process/stopping'
import { parsedUrl } from '@/lib/rules/urls/parsed-url'
import { keepExchange } from '@/server/exchanges'
import { type Client, clientOf } from '@/server/http/client-ip'
import type { Step } from '@/server/pipeline'

/** Next copies it with all headers of a request when it requests the page after an action from this server. Nobody else knows it. */
const mark = randomBytes(16).toString('hex')

/**
 * Headers that only this server, or Next on its behalf, may set. Next would believe some of them from any client, such as that
 * another page has forwarded an action, or which scripts the policy of a page allows.
 */
const RESERVED =
  /^(x-(action|invocation|matched|middleware|next|now|prerender|rekey)-.*|next-resume|content-security-policy.*)$/

/** Gives every request an ID and a trustworthy client IP address, and keeps the headers that the proxies have set. */
export const identify: Step = (request, response) => {
  // The connection is closed already, so nobody reads the answers to the requests that were sent together on it.
  if (request.socket.destroyed) return true
  const internal = request.headers[OURSELVES] === mark
  // Next asks here for another instance, which has set its own mark; X-Forwarded-For then comes from Next and not from a proxy.
  const byInstance = !internal && OURSELVES in request.headers
  const received = receivedBy(request)
  const atApp = isElsewhere(received.forwardedHost)
  const exchange: Exchange = { received, internal, byInstance, atApp, posted: false, acted: false, tooLarge: false }
  keepExchange(request, exchange)
  if (!internal) nameSender(request, byInstance)
  exchange.requestId = String(request.headers[REQUEST_ID])
  response.setHeader('X-Request-Id', exchange.requestId)
  // A client that keeps connections open should open its next one to another instance.
  if (isStopping()) response.setHeader('Connection', 'close')
  return false
}

function nameSender(request: IncomingMessage, byInstance: boolean): void {
  const { headers } = request
  for (const name of Object.keys(headers)) if (RESERVED.test(name)) delete headers[name]
  // Set before anything that may fail: an error is logged with this ID, and the error page shows it.
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
    answer: said('x-rekey-answer'),
  }
}

/** Whether a proxy says that the browser is at another host than ours. Known from the first step on, because any step may answer. */
function isElsewhere(forwardedHost: string): boolean {
  const url = forwardedHost ? parsedUrl(`http://${forwardedHost}`) : undefined
  return url !== undefined && url.hostname !== new URL(config().APP_URL).hostname
}

/** Logs each doubt once: behind a misread proxy all users count as one client, which the rate limits soon refuse. */
const doubts: Record<'untrusted' | NonNullable<Client['doubt']>, string> = {
  untrusted: 'a request has X-Forwarded-For, but TRUST_PROXY is 0',
  missing: 'a request has no X-Forwarded-For, but TRUST_PROXY is not 0: the IP address of the connection is used',
  short: 'X-Forwarded-For has fewer IP addresses than TRUST_PROXY: the IP address of the connection is used',
  unreadable:
    'the proxy wrote a value into X-Forwarded-For that is not an IP address: all such requests count as one client',
}
const warned = new Set<string>()
/** Requested by machines, which come without a proxy; and the doctor forges IP addresses to see whether they are believed. */
const ASKED_DIRECTLY = /^\/(healthz|readyz|metrics|api\/(cron|doctor|metrics)\b)/

function warnOfProxy(doubt: keyof typeof doubts, { url = '' }: IncomingMessage): void {
  if (warned.has(doubt) || ASKED_DIRECTLY.test(url)) return
  warned.add(doubt)
  const event = doubt === 'untrusted' ? 'proxy.untrusted' : 'proxy.unreadable'
  log().warn({ event, hint: doubts[doubt] })
}
