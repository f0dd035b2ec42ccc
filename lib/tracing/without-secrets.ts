import type { Attributes } from '@opentelemetry/api'
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node'

/**
 * The attributes that a span may have, one by one. Next puts the whole URL of a request into its spans, and the URL of an
 * emailed link contains its token. Attributes that a later version adds are not sent until someone has checked them.
 */
const harmless = new Set([
  'db.query.summary',
  'db.system.name',
  'email.attempt',
  'email.kind',
  'error.type',
  'exception.type',
  'http.method',
  'http.route',
  'http.status_code',
  'next.route',
  'next.rsc',
  'next.span_type',
])

/** Passes spans on without URLs and without error messages. */
export function withoutSecrets(processor: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, context) => processor.onStart(span, context),
    onEnd: (span) => processor.onEnd(clean(span)),
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  }
}

function clean(span: ReadableSpan): ReadableSpan {
  const said = {
    // Next puts the whole URL of a fetch into the name of the span.
    name: span.name.replace(/\?.*/s, ''),
    attributes: kept(span.attributes),
    events: span.events.map(({ name, time, attributes = {} }) => ({ name, time, attributes: kept(attributes) })),
    links: span.links.map(({ context }) => ({ context })),
    status: { code: span.status.code },
  }
  // A view of the span: its other parts and the methods that read them stay unchanged.
  return Object.create(span, Object.getOwnPropertyDescriptors(said))
}

function kept(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => harmless.has(name)))
}
