import { context, trace } from '@opentelemetry/api'

/** Records in the request's trace how long a hash waited for a worker and how long it ran. */
export function traceHash() {
  const asker = context.active()
  if (!trace.getSpan(asker)) return undefined
  const begin = (name: string) => trace.getTracer('rekey').startSpan(name, {}, asker)
  let span = begin('hash waits')
  return {
    runs() {
      span.end()
      span = begin('hash runs')
    },
    ends() {
      span.end()
    },
  }
}
