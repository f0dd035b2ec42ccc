import { once } from 'node:events'
import { request } from 'node:http'
import { createServer, request as secureRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { selfSigned } from './self-signed-certificate'

type Init = { method?: string; headers?: HeadersInit; body?: unknown }

/** A proxy that ends TLS in front of a site, as in production. `fetch` trusts its certificate, like the server of an app. */
export async function startTlsFront() {
  let to = ''
  const { key, certificate } = selfSigned()
  const server = createServer({ key, cert: certificate }, (asked, answer) => {
    const { method, headers } = asked
    const on = request(to + asked.url, { method, headers: { ...headers, 'x-forwarded-proto': 'https' } }, (said) =>
      said.pipe(answer.writeHead(said.statusCode ?? 502, said.headers)),
    )
    on.on('error', () => answer.destroy())
    asked.pipe(on)
  })
  await once(server.listen(0, 'localhost'), 'listening')
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    lead: (url: string) => {
      to = url
    },
    fetch: (url: string, init: Init) => fetchTrusting(certificate, url, init),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function fetchTrusting(ca: string, url: string, { method, headers, body }: Init): Promise<Response> {
  const asked = secureRequest(url, { ca, method, headers: Object.fromEntries(new Headers(headers)) })
  asked.end(body ? String(body) : undefined)
  const [said] = await once(asked, 'response')
  const known = Object.entries(said.headers).map(([name, value]): [string, string] => [name, String(value)])
  return new Response(await buffer(said), { status: said.statusCode, headers: known })
}
