import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export type Heard = { host: string; headers: [name: string, value: string][]; text: string }

/** An app that believes every header: it shows the requests that it gets, and keeps them. */
export async function startEcho() {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const { length } = await buffer(request)
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    response.end(`${hear(request)}\nBytes: ${length}`)
  })
  server.on('upgrade', (request, socket) => {
    hear(request)
    socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }

  function hear({ method, url, headers: { host = '' }, rawHeaders }: IncomingMessage): string {
    const headers = rawHeaders.flatMap((name, at): Heard['headers'] => (at % 2 ? [] : [[name, rawHeaders[at + 1]!]]))
    const text = [`${method} ${url}`, ...headers.map((header) => header.join(': '))].join('\n')
    heard.push({ host, headers, text })
    return text
  }
}
