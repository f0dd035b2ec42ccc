import { config } from '@/lib/config'
import { perProcess } from '@/lib/per-process'
import type { Metrics } from './open-metrics'

const registry = perProcess('metrics', (): { opened?: Metrics } => ({}))

/** Begins to count, where METRICS_TOKEN says that somebody will ask; else nothing is loaded and nothing counted. */
export async function startMetrics(): Promise<void> {
  if (!config().METRICS_TOKEN) return
  registry.opened ??= (await import('./open-metrics')).openMetrics()
}

/** Undefined where nothing is counted. */
export function metrics(): Metrics | undefined {
  return registry.opened
}
