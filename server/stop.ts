import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { config } from '@/lib/config'
import { log } from '@/lib/log'
import { stopWork } from '@/lib/process/start'
import { beginStopping, isStopping } from '@/lib/process/stopping'

/** Counted from the signal and including the delay: shorter than the 30 s after which most supervisors kill a process. */
const DRAIN_SECONDS = 20
/** How long a connection may be open without a byte, because browsers open some in advance and never use them. */
const SILENT_SECONDS = 1
const LOOK_MILLISECONDS = 100

/** Ends the process on SIGTERM or ^C, after it has answered the requests in progress. */
export function stopWhenTold(server: Server, closeNext: () => Promise<void>): void {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // npm and the terminal both pass ^C on, so a second signal means nothing new.
    process.on(signal, () => {
      if (!isStopping()) void stop(server, sockets, closeNext)
    })
  }
}

async function stop(server: Server, sockets: Set<Socket>, closeNext: () => Promise<void>): Promise<void> {
  beginStopping()
  const { production, SHUTDOWN_DELAY } = config()
  const worked = stopWork()
  // A closing server no longer enforces its time limits, so one slow client could keep it open forever.
  const patience = setTimeout(() => server.closeAllConnections(), DRAIN_SECONDS * 1000)
  // Not ready but still open, because a load balancer that has not noticed yet sends further requests.
  await sleep(SHUTDOWN_DELAY * 1000)
  // Hot reload has connections that never end.
  if (production) await drain(server, sockets)
  else server.close()
  clearTimeout(patience)
  await Promise.all([closeNext(), worked])
  log().info({ event: 'stopped' })
  process.exit(0)
}

/** Closes the port, finishes every answer, and does not wait for connections without a request. */
async function drain(server: Server, sockets: Set<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const silentUntil = Date.now() + SILENT_SECONDS * 1000
  // A connection that was being answered when the port closed becomes idle only later, and would then keep us waiting.
  const look = setInterval(() => {
    server.closeIdleConnections()
    // Node counts a connection as idle only after its first request.
    if (Date.now() > silentUntil) for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }, LOOK_MILLISECONDS)
  await closed
  clearInterval(look)
}
