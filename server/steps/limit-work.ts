import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { log } from '@/lib/log'
import type { Step } from '@/server/pipeline'
import { refuse } from '@/server/refusal'

/** Further requests would wait for seconds. Refusing them at once is kinder and takes no memory. */
const AT_ONCE = 256
/** Browsers and proxies send one request after the other. If thousands are sent together, all would be worked on. */
const PIPELINED = 8
const RETRY_AFTER_SECONDS = 5
const LOG_EVERY_SECONDS = 5
/** The URLs that supervisors request, who must not take a busy instance for a dead one. */
const ALWAYS_ANSWERED = ['/healthz', '/readyz']

type Pending = { request: IncomingMessage; response: ServerResponse }
type Open = { bySocket: Map<Socket, Set<Pending>>; count: number }

/** Limits how many requests a server works on at once, and refuses the rest before any work. */
export function limitWork(): Step {
  const open: Open = { bySocket: new Map(), count: 0 }
  const countRefusal = refusalCounter()
  return (request, response) => {
    const { socket } = request
    const pending = pendingOn(socket, open)
    if (pending.size >= PIPELINED) {
      socket.destroy()
      return true
    }
    if (isFull(open) && !ALWAYS_ANSWERED.includes(request.url ?? '')) {
      countRefusal()
      // Does not wait for the rest of a body.
      if (!request.complete) response.setHeader('Connection', 'close')
      refuse(request, response, 'unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
      return true
    }
    enter({ request, response }, pending, open)
    return false
  }
}

function enter(one: Pending, pending: Set<Pending>, open: Open): void {
  pending.add(one)
  open.count += 1
  one.response.once('close', () => {
    if (pending.delete(one)) open.count -= 1
  })
}

function pendingOn(socket: Socket, open: Open): Set<Pending> {
  const known = open.bySocket.get(socket)
  if (known) return known
  const pending = new Set<Pending>()
  open.bySocket.set(socket, pending)
  socket.once('close', () => {
    open.bySocket.delete(socket)
    // Responses that waited behind others on this connection never close by themselves.
    open.count -= pending.size
    pending.clear()
  })
  return pending
}

/** A client that is still sending its body, or not reading its answer, does not count, so slow clients keep nobody out. */
function isFull({ bySocket, count }: Open): boolean {
  // Only then checked one by one, because there may be thousands of connections.
  if (count < AT_ONCE) return false
  let busy = 0
  for (const pending of bySocket.values()) {
    for (const { request, response } of pending) if (request.complete && !response.writableEnded) busy++
  }
  return busy >= AT_ONCE
}

/** One line for many refusals, so that a flood does not fill the log. */
function refusalCounter(): () => void {
  let refused = 0
  return () => {
    if (refused++ > 0) return
    setTimeout(() => {
      log().warn({ event: 'overloaded', refused })
      refused = 0
    }, LOG_EVERY_SECONDS * 1000).unref()
  }
}
