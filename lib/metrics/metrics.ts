import { config } from '@/lib/config'
import { perProcess } from '@/lib/per-process'
import type { Metrics } from './open-metrics'

const registry = perProcess('metrics', (): { opened?: Metrics } => ({}))

/** Starts counting if METRICS_TOKEN is set; otherwise nothing is loaded or counted. */
export async function startMetrics(): Promise<void> {
  if (!config().METRICS_TOKEN) return
  registry.opened ??= (await import('./open-metrics')).openMetrics()
}

/** Undefined if nothing is counted. */
export function metrics(): Metrics | undefined {
  return registry.opened
}
