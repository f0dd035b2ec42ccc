import { setTimeout as pause } from 'node:timers/promises'
import { config } from '@/lib/config'
import { perProcess } from '@/lib/per-process'
import type { Tracing } from './open-tracing'

/** A collector that hangs must not keep the process from stopping. */
const FLUSH_SECONDS = 3

const provider = perProcess('tracing', (): { opened?: Tracing } => ({}))

/** Sends traces to OTEL_EXPORTER_OTLP_ENDPOINT. If that is not set, OpenTelemetry's SDK is not loaded. */
export async function startTracing(): Promise<void> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: service = 'rekey' } = config()
  if (endpoint) provider.opened ??= (await import('./open-tracing')).openTracing(endpoint, service)
}

/** Sends the remaining traces if that is quick; never throws. */
export async function flushTraces(): Promise<void> {
  const flushed = provider.opened?.shutdown().catch(() => {})
  await Promise.race([flushed, pause(FLUSH_SECONDS * 1000, undefined, { ref: false })])
}
