import { Counter, Gauge, type Registry } from 'prom-client'
import { callCounts } from '@/db/connection/call-counts'

/** The database calls of this process. The driver does not say which calls wait; they are those beyond the size of the pool. */
export function addDatabaseMetrics(registry: Registry): void {
  const registers = [registry]
  new Gauge({
    name: 'rekey_database_calls_running',
    help: 'Queries and transactions under way; beyond rekey_database_connections_max they wait for a connection.',
    registers,
    collect() {
      this.set(callCounts().running)
    },
  })
  new Gauge({
    name: 'rekey_database_connections_max',
    help: 'How many queries and transactions the pool of this process serves at once.',
    registers,
    collect() {
      this.set(callCounts().connections)
    },
  })
  new Counter({
    name: 'rekey_database_calls_total',
    help: 'Queries and transactions that have ended; unavailable means away, too slow or overloaded.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset()
      for (const outcome of ['answered', 'unavailable', 'failed'] as const) this.inc({ outcome }, callCounts()[outcome])
    },
  })
  new Counter({
    name: 'rekey_database_call_seconds_total',
    help: 'Time that ended queries and transactions took, waiting for a connection included.',
    registers,
    collect() {
      this.reset()
      this.inc(callCounts().seconds)
    },
  })
}
