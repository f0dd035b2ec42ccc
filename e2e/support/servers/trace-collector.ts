import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { readTraces, type SentSpan } from './otlp'

/** A collector that receives OTLP over HTTP. With `hangs` it accepts connections and never answers. */
export async function startCollector({ hangs = false } = {}) {
  const spans: SentSpan[] = []
  const bodies: Buffer[] = []
  let asked = 0
  const server: Server = createServer(async (request, response) => {
    asked += 1
    if (hangs) return
    const sent = await buffer(request)
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
    bodies.push(body)
    if (request.url === '/v1/traces') spans.push(...readTraces(body))
    response.setHeader('content-type', 'application/x-protobuf').end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: spans as readonly SentSpan[],
    asked: () => asked,
    /** Everything received so far, as searchable text. */
    words: () => Buffer.concat(bodies).toString('latin1'),
    /** The first span of that name, as soon as there is one. */
    async waitFor(name: string): Promise<SentSpan> {
      for (const deadline = Date.now() + 15_000; Date.now() < deadline; await pause(100)) {
        const span = spans.find((one) => one.name === name)
        if (span) return span
      }
      throw new Error(`No span "${name}". There are:\n${spans.map((span) => span.name).join('\n')}`)
    },
    childrenOf: ({ spanId }: SentSpan) => spans.filter(({ parentId }) => parentId === spanId),
    traceOf: ({ traceId }: SentSpan) => spans.filter((span) => span.traceId === traceId),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
