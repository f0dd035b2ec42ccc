import type { IncomingMessage, ServerResponse } from 'node:http'
import { metrics } from '@/lib/metrics/metrics'
import { exchangeOf } from '@/server/exchanges'
import { routePattern } from '@/server/http/route-pattern'
import type { Step } from '@/server/pipeline'

/** Counts every request, including files and refusals, if metrics are enabled. */
export const countRequests: Step = (request, response) => {
  const counted = metrics()
  if (!counted || exchangeOf(request)?.internal) return false
  const begun = performance.now()
  const labels = { method: request.method ?? '', route: routePattern(request.url ?? '') }
  counted.open.inc()
  whenOver(request, response, () => {
    counted.open.dec()
    counted.latency.observe(labels, (performance.now() - begun) / 1000)
    counted.requests.inc({ ...labels, status: response.writableFinished ? response.statusCode : 'aborted' })
  })
  return false
}

/** Calls back once: when the response closes, or its connection, because a response that waits behind others may never close. */
function whenOver({ socket }: IncomingMessage, response: ServerResponse, over: () => void): void {
  const once = () => {
    response.off('close', once)
    socket.off('close', once)
    over()
  }
  response.once('close', once)
  socket.once('close', once)
}
