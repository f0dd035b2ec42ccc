import { metrics } from '@/lib/metrics/metrics'
import type { Step } from '@/server/pipeline'
import { routePattern } from './route-pattern'

/** Counts every request, files and refusals too, where metrics are wanted. */
export const count: Step = (request, response) => {
  const counted = metrics()
  if (!counted) return false
  const begun = performance.now()
  const labels = { method: request.method ?? '', route: routePattern(request.url ?? '') }
  counted.open.inc()
  // Closed is what every response is in the end, also one whose client went away.
  response.once('close', () => {
    counted.open.dec()
    counted.latency.observe(labels, (performance.now() - begun) / 1000)
    counted.requests.inc({ ...labels, status: response.writableFinished ? response.statusCode : 'aborted' })
  })
  return false
}
