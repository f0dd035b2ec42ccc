import { subscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'
import type { Socket } from 'node:net'
import { config } from '@/lib/config'
import { keepPages } from './keep-pages'
import { limitRequests } from './limit-requests'

/** Headers and bodies are small here: what has not come by then is not meant to. Node looks every 30 seconds. */
const HEADERS_SECONDS = 20
const REQUEST_SECONDS = 30
/** For whoever does not take the answer; longer than any answer of ours. */
const SILENCE_SECONDS = 60
/** Longer than proxies keep an idle connection, or one would send a request just as we close it. */
const KEEP_ALIVE_SECONDS = 75
/** Shorter than the 30 s after which most supervisors kill. */
const DRAIN_SECONDS = 20
const NODES_KEEP_ALIVE = 5_000

/** Bounds what connections may hold, on the server that Next has made: its first connection tells which it is. */
export function guardServer(): void {
  const guarded = new WeakSet<object>()
  subscribe('net.server.socket', (message) => {
    const { server } = (message as { socket: Socket & { server: unknown } }).socket
    if (!(server instanceof Server) || guarded.has(server)) return
    guarded.add(server)
    limitTime(server)
    // In development pages change with every edit.
    if (config().production) keepPages(server)
    limitRequests(server)
    // Next leaves a connection that asks for another protocol open for ever; unheard, the wish is an ordinary request.
    if (config().production) server.removeAllListeners('upgrade')
  })
}

function limitTime(server: Server): void {
  server.headersTimeout = HEADERS_SECONDS * 1000
  server.requestTimeout = REQUEST_SECONDS * 1000
  server.setTimeout(SILENCE_SECONDS * 1000)
  // What the operator asked of `next start` counts.
  if (server.keepAliveTimeout === NODES_KEEP_ALIVE) server.keepAliveTimeout = KEEP_ALIVE_SECONDS * 1000
  process.once('SIGTERM', () => {
    // What was being answered when the port was closed is kept alive afterwards: only then idle, it would keep us waiting.
    setInterval(() => server.listening || server.closeIdleConnections(), 250).unref()
    // A server that closes no longer looks at its limits: one slow client would keep it for ever.
    setTimeout(() => server.closeAllConnections(), DRAIN_SECONDS * 1000).unref()
  })
}
