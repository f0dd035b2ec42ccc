import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'

export type Asked = { method?: string; headers?: Record<string, string | undefined>; body?: string | Buffer }
export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

const agent = new Agent({ keepAlive: true, maxSockets: 16 })

/** Sends any header unchanged, which no browser and no fetch does, on connections that stay open. */
export function sendRequest(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    // The path is passed separately from the origin, so that nothing normalizes it.
    const { hostname, port, origin } = new URL(url)
    const path = url.slice(origin.length) || '/'
    const said = Object.entries({ ...length, ...headers }).filter(([, value]) => value !== undefined)
    const options = { agent, hostname, port, path, method, headers: Object.fromEntries(said) }
    const sent = request(options, (response) => {
      text(response).then((read) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read })
      }, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Works through a list with as many at once as there are connections. */
export async function eachOf<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = list.values()
  const worker = async () => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: agent.maxSockets }, worker))
}
