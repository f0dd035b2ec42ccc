import { connect } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

const SILENCE_MILLISECONDS = 1_000

/** Sends bytes unchanged, and returns every status received until the other side closes or stays silent for a second. */
export function statusesOf(bytes: string, { port, ca }: { port: number; ca?: string }): Promise<number[]> {
  return new Promise((resolve) => {
    const socket = ca
      ? connectSecurely({ port, host: '127.0.0.1', servername: 'localhost', ca, ALPNProtocols: ['http/1.1'] })
      : connect(port, '127.0.0.1')
    let words = ''
    socket.once(ca ? 'secureConnect' : 'connect', () => socket.write(bytes, 'latin1'))
    socket.on('data', (chunk) => {
      words += chunk
    })
    socket.on('error', () => {}) // A reset connection is an answer too.
    socket.setTimeout(SILENCE_MILLISECONDS, () => socket.destroy())
    socket.once('close', () =>
      resolve([...words.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status))),
    )
  })
}

const head = 'POST /api/forgot-password HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
const hidden = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'
const body = '{"email":"nobody@example.com"}'
const length = (words: string) => `Content-Length: ${words.length}\r\n`

/** Requests that two servers may end at different places, each with a second request hidden in it. */
export const ambiguous: Record<string, string> = {
  'both lengths': `${head}${length(`0\r\n\r\n${hidden}`)}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
  'both lengths, chunked first': `${head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n${hidden}0\r\n\r\n`,
  'two lengths': `${head}Content-Length: 0\r\n${length(hidden)}\r\n${hidden}`,
  'two lengths in one': `${head}Content-Length: 0, ${hidden.length}\r\n\r\n${hidden}`,
  'a length with a sign': `${head}Content-Length: +${body.length}\r\n\r\n${body}${hidden}`,
  'a length in hexadecimal': `${head}Content-Length: 0x1e\r\n\r\n${body}${hidden}`,
  'a negative length': `${head}Content-Length: -1\r\n\r\n${body}${hidden}`,
  'an unknown encoding': `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`,
  'chunked, then another': `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`,
  'a space before the colon': `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`,
  'a vertical tab': `${head}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n${hidden}`,
  'a chunk size in disguise': `${head}Transfer-Encoding: chunked\r\n\r\n0x1\r\nx\r\n0\r\n\r\n${hidden}`,
}

/** Two valid requests, to check that the socket sees both answers and so would not miss the hidden one. */
export const honestPair = `${head}${length(body)}\r\n${body}${hidden}`
