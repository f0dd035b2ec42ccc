import { Socket } from 'node:net'

type Way = { host: string[]; port: number[]; path?: string | false }

/**
 * What the driver talks through, for its option `socket`. A proxy that finds no server behind it takes the connection and
 * closes it without a word: that is told as an error here, where the driver by itself would connect again at once, without
 * end, and never say so.
 */
export function openSocket({ host, port, path }: Way): Socket & { host?: string } {
  const socket: Socket & { host?: string } = new Socket()
  // By this name the driver asks for a certificate.
  socket.host = host[0]
  socket.once('end', () => {
    if (socket.bytesRead === 0) socket.destroy(Object.assign(new Error('closed before it answered'), CLOSED))
  })
  // Not before the driver listens: an error could come at once, and would end the process.
  setImmediate(() => (path ? socket.connect(path) : socket.connect(port[0]!, host[0]!)))
  return socket
}

const CLOSED = { code: 'ECONNRESET' }
