import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect } from '@/test/expect'

export type Delivery = { from: string; to: string[]; raw: Buffer }

/** A real SMTP server that keeps the emails it receives. */
export async function smtpSink(options: SMTPServerOptions = {}) {
  const mails: Delivery[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: async (stream, { envelope }, done) => {
      const raw = Buffer.concat(await stream.toArray())
      mails.push({
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        to: envelope.rcptTo.map((r) => r.address),
        raw,
      })
      done()
    },
    ...options,
  })
  server.on('error', () => {}) // a client that hangs up
  return { mails, ...(await listening(server.server)) }
}

/** A server that answers each connection as given, and keeps it open when the other side closes. */
export function rawServer(answer: (socket: Socket) => void) {
  return listening(createServer({ allowHalfOpen: true }, answer))
}

/** An HTTP server in place of Resend's. */
export async function resendApi(respond: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createHttpServer(respond).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function listening(server: Server) {
  const sockets: Socket[] = []
  server.on('connection', (socket) => sockets.push(socket.on('error', () => {})))
  const dropAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => sockets.length,
    dropAll,
    allClosed: () =>
      expect.poll(() => sockets.every((socket) => socket.closed), { timeout: 1000, intervals: [20] }).toBe(true),
    async [Symbol.asyncDispose]() {
      server.close()
      dropAll()
    },
  }
}
