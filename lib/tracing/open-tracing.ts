import { type DiagLogFunction, DiagLogLevel, diag } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { log } from '@/lib/log'
import { withoutSecrets } from './without-secrets'

export type Tracing = { shutdown(): Promise<void> }

const SEND_TIMEOUT_MILLISECONDS = 10_000
const TELL_EVERY_MILLISECONDS = 60_000

/** From here on, Next's spans and ours go to the collector in batches; those that it does not accept in time are dropped. */
export function openTracing(endpoint: string, service: string): Tracing {
  tellFaults()
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: SEND_TIMEOUT_MILLISECONDS })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [withoutSecrets(new BatchSpanProcessor(exporter))],
  })
  provider.register()
  return provider
}

/** An unavailable collector must not affect requests, so it is only logged, in one line a minute. */
function tellFaults(): void {
  let quietUntil = 0
  const tell: DiagLogFunction = (message) => {
    if (Date.now() < quietUntil) return
    quietUntil = Date.now() + TELL_EVERY_MILLISECONDS
    log().warn({ event: 'traces.lost', error: wordsOf(message).slice(0, 200) })
  }
  const ignore = () => {}
  diag.setLogger({ error: tell, warn: tell, info: ignore, debug: ignore, verbose: ignore }, DiagLogLevel.WARN)
}

/** The SDK reports an error as JSON, including its stack. */
function wordsOf(message: string): string {
  try {
    return String(JSON.parse(message).message)
  } catch {
    return message
  }
}
