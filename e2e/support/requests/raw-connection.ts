import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

/** The bytes received on a raw connection. */
export type Exchange = { text: string; statuses: number[]; closed: boolean }

/**
 * Sends bytes that no ordinary client would, and reads until the server closes the connection, nothing follows after `answers`
 * answers, or the time is up.
 */
export function exchange(
  url: string,
  bytes: string,
  { answers = 1, quietMs = 150, patienceMs = 5_000 } = {},
): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = open(url)
    let text = ''
    let quiet: NodeJS.Timeout | undefined
    const end = (closed: boolean) => {
      clearTimeout(patience)
      clearTimeout(quiet)
      socket.destroy()
      resolve({ text, statuses: statusesOf(text), closed })
    }
    const patience = setTimeout(() => end(false), patienceMs)
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk
      clearTimeout(quiet)
      if (statusesOf(text).length >= answers) quiet = setTimeout(() => end(false), quietMs)
    })
    // A server that has answered and closed may reset data that is still on its way.
    socket.on('error', () => end(true)).on('close', () => end(true))
    socket.write(bytes, 'latin1')
  })
}

/** With https, the name is only said: the server is this machine, with any certificate. */
function open(url: string): Socket {
  const { protocol, hostname, port } = new URL(url)
  if (protocol === 'http:') return connect(Number(port), hostname)
  return connectSecurely({ port: Number(port), host: '127.0.0.1', servername: hostname, rejectUnauthorized: false })
}

/** The final statuses, without “100 Continue”. */
function statusesOf(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 ([2-5]\d\d) /g)].map(([, status]) => Number(status))
}

/** A request from its lines, followed by the body unchanged. */
export function lines(first: string, headers: string[] = [], body = ''): string {
  return `${[first, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n${body}`
}
