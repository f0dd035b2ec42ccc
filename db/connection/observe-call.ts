import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { isUnavailable } from '@/lib/unavailable'
import { callCounts } from './call-counts'

/** Runs one database call, counts how long it took and how it ended, and adds it to its trace. */
export function observeCall<T>(kind: 'query' | 'transaction', work: () => Promise<T>): Promise<T> {
  // Only as part of another span, because the outbox is queried all the time and would fill the traces.
  return trace.getActiveSpan() ? inSpan(kind, () => counted(work)) : counted(work)
}

async function counted<T>(work: () => Promise<T>): Promise<T> {
  const load = callCounts()
  const begun = performance.now()
  load.running += 1
  try {
    const result = await work()
    load.answered += 1
    return result
  } catch (error) {
    load[isUnavailable(error) ? 'unavailable' : 'failed'] += 1
    throw error
  } finally {
    load.running -= 1
    load.seconds += (performance.now() - begun) / 1000
  }
}

function inSpan<T>(kind: string, work: () => Promise<T>): Promise<T> {
  const options = { kind: SpanKind.CLIENT, attributes: { 'db.system.name': 'postgresql' } }
  return trace.getTracer('rekey').startActiveSpan(`database ${kind}`, options, async (span) => {
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
