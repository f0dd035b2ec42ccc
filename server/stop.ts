import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { config } from '@/lib/config'
import { stopWork } from '@/lib/start'
import { beginStopping, isStopping } from '@/lib/stopping'

/** From the signal on, the delay included: shorter than the 30 s after which most supervisors kill. */
const DRAIN_SECONDS = 20
/** How long a connection may be open without a byte: a browser opens some ahead, and never uses them. */
const SILENT_SECONDS = 1
const LOOK_MILLISECONDS = 100

/** Ends the process when it is told to (SIGTERM, or ^C), after it has answered what it was asked. */
export function stopWhenTold(server: Server, closeNext: () => Promise<void>): void {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // npm and the terminal both pass ^C on: the second is no other wish.
    process.on(signal, () => {
      if (!isStopping()) void stop(server, sockets, closeNext)
    })
  }
}

async function stop(server: Server, sockets: Set<Socket>, closeNext: () => Promise<void>): Promise<void> {
  beginStopping()
  const { production, SHUTDOWN_DELAY } = config()
  const worked = stopWork()
  // A server that closes no longer looks at its limits: one slow client would keep it for ever.
  const patience = setTimeout(() => server.closeAllConnections(), DRAIN_SECONDS * 1000)
  // Not ready, but open: what a load balancer sends in this very moment would be reset unanswered.
  await sleep(SHUTDOWN_DELAY * 1000)
  // Hot reload holds connections that never end.
  if (production) await drain(server, sockets)
  else server.close()
  clearTimeout(patience)
  await Promise.all([closeNext(), worked])
  process.exit(0)
}

/** Closes the port, lets every answer be finished, and waits for nobody who has not asked anything. */
async function drain(server: Server, sockets: Set<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const silentUntil = Date.now() + SILENT_SECONDS * 1000
  // What was being answered when the port was closed is kept alive afterwards: only then idle, it would keep us waiting.
  const look = setInterval(() => {
    server.closeIdleConnections()
    // Node counts a connection as idle only after its first request.
    if (Date.now() > silentUntil) for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }, LOOK_MILLISECONDS)
  await closed
  clearInterval(look)
}
