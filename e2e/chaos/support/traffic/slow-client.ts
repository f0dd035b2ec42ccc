import { connect } from 'node:net'

export type SlowKind = 'headers' | 'body' | 'form' | 'greedy'
type Sent = { atOnce: string; thenSlowly: string }

const head = (type: string) =>
  `POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 900\r\n\r\n`
const sent: Record<SlowKind, Sent> = {
  headers: { atOnce: '', thenSlowly: `GET /login HTTP/1.1\r\nX-Slow: ${'x'.repeat(900)}` },
  body: { atOnce: head('application/json'), thenSlowly: `{"email":"${'x'.repeat(900)}` },
  form: { atOnce: head('multipart/form-data; boundary=x'), thenSlowly: `--x\r\n${'x'.repeat(900)}` },
  /** Requests thousands of pages at once and reads no answer. */
  greedy: { atOnce: 'GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(2000), thenSlowly: '' },
}

/** A client that sends one byte a second and never finishes. `cutOff` is the number of seconds until the server closed it. */
export function slowClient(site: string, kind: SlowKind) {
  const began = performance.now()
  const { atOnce, thenSlowly } = sent[kind]
  const socket = connect(Number(new URL(site).port), '127.0.0.1', () => socket.write(atOnce))
  let at = 0
  const drip = setInterval(() => socket.write(thenSlowly[at++ % thenSlowly.length] ?? ''), 1_000)
  if (kind !== 'greedy') socket.resume()
  socket.on('error', () => {}) // The server is expected to reset the connection.
  const cutOff = new Promise<number>((resolve) =>
    socket.once('close', () => {
      clearInterval(drip)
      resolve((performance.now() - began) / 1000)
    }),
  )
  return { kind, cutOff, leave: () => socket.destroy() }
}
