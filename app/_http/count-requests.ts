import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { metrics } from '@/lib/metrics/metrics'
import { routePattern } from './route-pattern'

/** Counts every request that this process answers, files and refusals too, where metrics are wanted. */
export function countRequests(): void {
  const counted = metrics()
  if (!counted) return
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const begun = performance.now()
    // Now: later on Next writes another address into it.
    const labels = { method: request.method ?? '', route: routePattern(request.url ?? '') }
    counted.open.inc()
    // Closed is what every response is in the end, also one whose client went away.
    response.once('close', () => {
      counted.open.dec()
      counted.latency.observe(labels, (performance.now() - begun) / 1000)
      counted.requests.inc({ ...labels, status: response.writableFinished ? response.statusCode : 'aborted' })
    })
  })
}
