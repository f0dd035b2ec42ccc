import { config } from '@/lib/config'
import type { Metrics } from './open'

// On globalThis, since Next's several module graphs count into one registry.
const shared = globalThis as typeof globalThis & { rekeyMetrics?: Metrics }

/** Begins to count, where METRICS_TOKEN says that somebody will ask; else nothing is loaded and nothing counted. */
export async function startMetrics(): Promise<void> {
  if (!config().METRICS_TOKEN) return
  shared.rekeyMetrics ??= (await import('./open')).openMetrics()
}

/** Undefined where nothing is counted. */
export function metrics(): Metrics | undefined {
  return shared.rekeyMetrics
}
