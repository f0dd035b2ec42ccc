import { type Attributes, SpanStatusCode, trace } from '@opentelemetry/api'

/** Runs `work` in its own span, which includes the spans that it starts. It costs nothing if tracing is off. */
export function inSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return trace.getTracer('rekey').startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work()
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}
