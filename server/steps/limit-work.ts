import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { log } from '@/lib/log'
import type { Step } from '@/server/pipeline'
import { refuse } from '@/server/refusal'

/** More would wait for seconds: it is kinder, and takes no memory, to say so at once. */
const AT_ONCE = 256
/** Browsers and proxies send one after the other; each of thousands sent together would be worked on. */
const PIPELINED = 8
const RETRY_AFTER_SECONDS = 5
const LOG_EVERY_SECONDS = 5
/** What supervisors ask: an instance that is busy is not to be taken for a dead one. */
const ALWAYS_ANSWERED = ['/healthz', '/readyz']

type Pending = { request: IncomingMessage; response: ServerResponse }
type Open = { bySocket: Map<Socket, Set<Pending>>; count: number }

/** Lets one server work on so many requests together, and refuses the rest before any work. */
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
      // The rest of a body is not waited for.
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
    // Those that waited behind others on it never close by themselves.
    open.count -= pending.size
    pending.clear()
  })
  return pending
}

/** Those that still send their body, or do not take their answer, hold no work: slow clients keep nobody out. */
function isFull({ bySocket, count }: Open): boolean {
  // Only then looked at one by one: there may be thousands of connections.
  if (count < AT_ONCE) return false
  let busy = 0
  for (const pending of bySocket.values()) {
    for (const { request, response } of pending) if (request.complete && !response.writableEnded) busy++
  }
  return busy >= AT_ONCE
}

/** One line for many: a flood is not to fill the log. */
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
