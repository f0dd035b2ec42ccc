import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { addDatabaseMetrics } from './database-metrics'
import { addHashingMetrics } from './hashing-metrics'
import { addOutboxMetrics } from './outbox-metrics'

export type Metrics = ReturnType<typeof openMetrics>

const LATENCIES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * All that is counted. A label is always one of a few words of ours: whatever came from outside, such as a path or an
 * address, would tell of people and grow without end.
 */
export function openMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'rekey_' })
  addHashingMetrics(registry)
  addDatabaseMetrics(registry)
  addOutboxMetrics(registry)

  const events = new Counter({
    name: 'rekey_events_total',
    help: 'What callers did or were refused, by the event that the log names.',
    labelNames: ['event'],
    registers,
  })
  // Alerts look at these: the first refusal is a rise from 0, not a series that begins at 1.
  for (const event of ['login', 'login.refused', 'throttled']) events.inc({ event }, 0)

  return {
    registry,
    events,
    requests: new Counter({
      name: 'rekey_http_requests_total',
      help: 'Requests by route and status; the status is "aborted" where the client went away first.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    latency: new Histogram({
      name: 'rekey_http_request_duration_seconds',
      help: 'From the head of a request to the end of its answer.',
      labelNames: ['method', 'route'],
      buckets: LATENCIES,
      registers,
    }),
    open: new Gauge({ name: 'rekey_http_requests_open', help: 'Requests under way.', registers }),
    emails: new Counter({
      name: 'rekey_email_attempts_total',
      help: 'Attempts of this process to send a mail: sent, postponed after a fault, failed for good, or bounced (nobody has the address).',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
  }
}
