import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { log } from '@/lib/log'
import { refuseOverload } from './refuse-overload'

/** More would wait for seconds: it is kinder, and takes no memory, to say so at once. */
const AT_ONCE = 256
/** Browsers and proxies send one after the other; each of thousands sent together would be worked on. */
const PIPELINED = 8
const LOG_EVERY_SECONDS = 5
/** What supervisors ask: an instance that is busy is not to be taken for a dead one. */
const ALWAYS_ANSWERED = ['/healthz', '/readyz']

type Exchange = { request: IncomingMessage; response: ServerResponse }

/** Stands before the server's listener, and lets it work on so many requests together. */
export function limitRequests(server: Server): void {
  const open = new Map<Socket, Set<Exchange>>()
  const refused = countRefusals()
  const [answer] = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const { socket } = request
    if (socket.destroyed || response.writableEnded) return
    const exchanges = exchangesOf(socket, open)
    if (exchanges.size >= PIPELINED) return void socket.destroy()
    if (busy(open) >= AT_ONCE && !ALWAYS_ANSWERED.includes(request.url ?? '')) {
      refused()
      return refuseOverload(request, response)
    }
    const exchange = { request, response }
    exchanges.add(exchange)
    response.once('close', () => exchanges.delete(exchange))
    answer?.call(server, request, response)
  })
}

function exchangesOf(socket: Socket, open: Map<Socket, Set<Exchange>>): Set<Exchange> {
  const known = open.get(socket)
  if (known) return known
  const exchanges = new Set<Exchange>()
  open.set(socket, exchanges)
  socket.once('close', () => open.delete(socket))
  return exchanges
}

/** Those that still send their body, or do not take their answer, hold no work: slow clients keep nobody out. */
function busy(open: Map<Socket, Set<Exchange>>): number {
  let count = 0
  for (const exchanges of open.values()) {
    for (const { request, response } of exchanges) if (request.complete && !response.writableEnded) count++
  }
  return count
}

/** One line for many: a flood is not to fill the log. */
function countRefusals(): () => void {
  let count = 0
  return () => {
    if (count++ > 0) return
    setTimeout(() => {
      log().warn({ event: 'overloaded', refused: count })
      count = 0
    }, LOG_EVERY_SECONDS * 1000).unref()
  }
}
