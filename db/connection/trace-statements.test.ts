import { trace } from '@opentelemetry/api'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { claimDueEmails } from '@/db/outbox/outbox'
import { users } from '@/db/schema'
import { startSession } from '@/db/sessions/start-session'
import { decide } from '@/db/throttles/throttles'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { query, transaction } from './client'

test('the trace of a database call names the verb and table of each statement, without values [I2 I4]', async () => {
  const sent = new InMemorySpanExporter()
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(sent)] })
  provider.register()
  await claimDueEmails(0, 1)
  const { id: userId, passwordHash } = await someone({ passwordHash: 'hash' })
  expect(sent.getFinishedSpans()).toEqual([])

  await trace.getTracer('test').startActiveSpan('request', async (span) => {
    await query((db) => db.select().from(users).limit(1))
    await claimDueEmails(0, 1)
    await decide(['nothing'], 'given back')
    await startSession({ userId, tokenHash: userId, kind: 'api', lifetimeDays: 1 }, { checkedHash: passwordHash }, {})
    await transaction((tx) => tx.select().from(users).limit(0))
    span.end()
  })
  trace.disable()
  const calls = sent.getFinishedSpans().filter(({ name }) => name.startsWith('database'))
  const told = calls.map(({ name, events }) => [name, ...events.map((event) => event.attributes?.['db.query.summary'])])
  expect(told).toEqual([
    ['database query', 'select users'],
    ['database query', 'update emails'],
    ['database query', 'update throttles'],
    ['database query', 'insert sessions'],
    ['database transaction', 'select users'],
  ])
})
