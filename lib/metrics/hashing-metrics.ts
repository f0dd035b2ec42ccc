import { Counter, Gauge, type Registry } from 'prom-client'
import { hashPool } from '@/lib/passwords/pool/shared-pool'

/** Read from the pool at each scrape, so that hashing itself counts nothing. */
export function addHashingMetrics(registry: Registry): void {
  const registers = [registry]
  new Gauge({
    name: 'rekey_hashes_running',
    help: 'Password hashes being computed.',
    registers,
    collect() {
      this.set(hashPool().load().running)
    },
  })
  new Gauge({
    name: 'rekey_hashes_waiting',
    help: 'Password hashes waiting for a free worker.',
    registers,
    collect() {
      this.set(hashPool().load().waiting)
    },
  })
  new Counter({
    name: 'rekey_hashes_refused_total',
    help: 'Password hashes refused because too many waited.',
    registers,
    collect() {
      this.reset()
      this.inc(hashPool().load().refused)
    },
  })
}
