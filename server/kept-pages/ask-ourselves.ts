import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener, request } from 'node:http'
import { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Answer } from '@/server/answer'

type Answered = { status: number; headers: IncomingHttpHeaders; body: string }

/** Requests a path from a listener through a pipe inside this process: there is no socket that a client could reach. */
export async function askOurselves(listener: RequestListener, path: string, seconds: number): Promise<Answered> {
  const server = createServer({ ServerResponse: Answer }, listener)
  const [inside, outside] = pipeOfTwoEnds()
  server.emit('connection', inside)
  const sent = request({ path, createConnection: () => outside, signal: AbortSignal.timeout(seconds * 1000) }).end()
  const [response] = await once(sent, 'response')
  const body = await text(response)
  outside.destroy()
  inside.destroy()
  return { status: response.statusCode, headers: response.headers, body }
}

/** The same as `stream.duplexPair` of Node 22. */
function pipeOfTwoEnds(): [Duplex, Duplex] {
  const ends: Duplex[] = []
  const end = (other: () => Duplex) =>
    new Duplex({
      read() {},
      write(chunk, _, done) {
        other().push(chunk)
        done()
      },
      final(done) {
        other().push(null)
        done()
      },
    })
  ends.push(
    end(() => ends[1] as Duplex),
    end(() => ends[0] as Duplex),
  )
  return [ends[0] as Duplex, ends[1] as Duplex]
}
