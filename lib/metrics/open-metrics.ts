import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { addDatabaseMetrics } from './database-metrics'
import { addHashingMetrics } from './hashing-metrics'
import { addNoticeMetrics } from './notice-metrics'
import { addOutboxMetrics } from './outbox-metrics'

export type Metrics = ReturnType<typeof openMetrics>

const LATENCIES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Everything that is counted. A label is always one of a few values of our own: values from outside, such as a path or an
 * email, would reveal people and grow without limit.
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
    help: 'What callers did or were refused, by the name of the event in the log.',
    labelNames: ['event'],
    registers,
  })
  // Alerts watch these, so the first refusal must be a rise from 0 and not a series that begins at 1.
  for (const event of ['login', 'login.refused', 'throttled']) events.inc({ event }, 0)

  return {
    registry,
    events,
    requests: new Counter({
      name: 'rekey_http_requests_total',
      help: 'Requests by route and status; the status is "aborted" if the client disconnected first.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    latency: new Histogram({
      name: 'rekey_http_request_duration_seconds',
      help: 'From the headers of a request to the end of its response.',
      labelNames: ['method', 'route'],
      buckets: LATENCIES,
      registers,
    }),
    open: new Gauge({ name: 'rekey_http_requests_open', help: 'Requests in progress.', registers }),
    emails: new Counter({
      name: 'rekey_email_attempts_total',
      help: 'Attempts of this process to send an email: sent, postponed after an error, failed permanently, or bounced (nobody has the email address).',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    logoutNotices: addNoticeMetrics(registry),
    providerRequests: new Counter({
      name: 'rekey_provider_requests_total',
      help: 'Requests of apps and of browsers on their way into one, by endpoint: answered, refused, unavailable or failed.',
      labelNames: ['endpoint', 'outcome'],
      registers,
    }),
    appLogins: new Counter({
      name: 'rekey_app_logins_total',
      help: 'Logins of people to apps, by the kind of the app: web, spa or native.',
      labelNames: ['kind'],
      registers,
    }),
  }
}
