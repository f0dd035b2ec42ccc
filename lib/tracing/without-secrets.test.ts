import { SpanStatusCode } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { withoutSecrets } from './without-secrets'

test('a span is sent without URLs and without error messages [I2]', () => {
  const sent = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [withoutSecrets(new SimpleSpanProcessor(sent))] })
  const span = provider.getTracer('test').startSpan('GET https://example.com/not-me?token=canary', {
    attributes: {
      'http.route': '/not-me',
      'http.target': '/not-me?token=canary',
      'http.url': 'https://example.com/not-me?token=canary',
      'url.full': 'https://example.com/not-me?token=canary',
      'url.query': 'token=canary',
      'something.new': 'canary',
    },
  })
  span.recordException(new TypeError('no such account: canary'))
  span.addEvent('statement', { 'db.query.summary': 'select users', 'db.query.text': "… where email = 'canary'" })
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'no such account: canary' })
  const { spanId } = span.spanContext()
  span.end()

  const [one] = sent.getFinishedSpans()
  expect(one!.name).toBe('GET https://example.com/not-me')
  expect(one!.attributes).toEqual({ 'http.route': '/not-me' })
  expect(one!.events.map(({ name, attributes }) => [name, attributes])).toEqual([
    ['exception', { 'exception.type': 'TypeError' }],
    ['statement', { 'db.query.summary': 'select users' }],
  ])
  expect(one!.status).toEqual({ code: SpanStatusCode.ERROR })
  expect(one!.spanContext().spanId).toBe(spanId)
  expect(one!.duration).toHaveLength(2)
  expect(one!.ended).toBe(true)
})
