import { Socket } from 'node:net'

type Way = { host: string[]; port: number[]; path?: string | false }

/**
 * The socket for the driver's option `socket`. A proxy without a server behind it accepts the connection and closes it at once.
 * This is reported as an error here, because the driver would connect again and again without an error.
 */
export function openSocket({ host, port, path }: Way): Socket & { host?: string } {
  const socket: Socket & { host?: string } = new Socket()
  // The driver requests a certificate for this name.
  socket.host = host[0]
  socket.once('end', () => {
    if (socket.bytesRead === 0) socket.destroy(Object.assign(new Error('closed before it answered'), CLOSED))
  })
  // Not before the driver listens for errors, because one could come at once and would end the process.
  setImmediate(() => (path ? socket.connect(path) : socket.connect(port[0]!, host[0]!)))
  return socket
}

const CLOSED = { code: 'ECONNRESET' }
