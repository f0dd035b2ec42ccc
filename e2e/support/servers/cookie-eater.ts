import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Forwards everything except cookies in both directions, like a browser that keeps no cookies. */
export async function startCookieEater() {
  let to = ''
  const server = createServer((asked, answer) => {
    const { cookie: _, ...headers } = asked.headers
    const on = request(to + asked.url, { method: asked.method, headers }, (said) => {
      const { 'set-cookie': __, ...kept } = said.headers
      said.pipe(answer.writeHead(said.statusCode ?? 502, kept))
    })
    on.on('error', () => answer.destroy())
    asked.pipe(on)
  })
  await once(server.listen(0, 'localhost'), 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    lead: (url: string) => {
      to = url
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
