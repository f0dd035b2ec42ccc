import { type Attributes, SpanStatusCode, trace } from '@opentelemetry/api'

/** Runs `work` in a span of its own; what it asks of others becomes part of that. Costs nothing where nobody traces. */
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
