import { describeError, log } from '@/lib/log'

type Members = Record<string, unknown>

/**
 * A success that must not be cached, written while it is read: a member that comes in pages becomes one array. The next
 * page is read once the client has received the previous one, so a slow client does not make the rest wait in memory.
 */
export function jsonStream(body: Members, headers: Record<string, string> = {}): Response {
  const pieces = piecesOf(body)
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        // The status has already been sent, so an answer that breaks off must not look complete.
        log().error({ event: 'response.interrupted', ...describeError(error) })
        controller.error(error)
      }
    },
    cancel: async () => void (await pieces.return(undefined)),
  })
  return new Response(stream, {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  })
}

async function* piecesOf(body: Members): AsyncGenerator<string, void> {
  let before = '{'
  for (const [name, value] of Object.entries(body)) {
    const start = `${before}${JSON.stringify(name)}:`
    before = ','
    if (!isPaged(value)) yield `${start}${JSON.stringify(value)}`
    else {
      yield `${start}[`
      yield* rowsIn(value)
      yield ']'
    }
  }
  yield '}'
}

async function* rowsIn(pages: AsyncIterable<unknown[]>): AsyncGenerator<string, void> {
  let before = ''
  for await (const rows of pages) {
    if (rows.length === 0) continue
    yield before + rows.map((row) => JSON.stringify(row)).join(',')
    before = ','
  }
}

function isPaged(value: unknown): value is AsyncIterable<unknown[]> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
