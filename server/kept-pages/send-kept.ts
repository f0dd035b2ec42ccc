import type { IncomingMessage, ServerResponse } from 'node:http'
import Negotiator from 'negotiator'
import type { KeptPage } from './make-kept-page'

/** Sends a kept page in the encoding that the client prefers, or 304 if its copy is still current. */
export function sendKept(page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
  // Also with a 304: the browser applies these headers to its copy of the page, and the policy is one of them.
  for (const [name, value = ''] of Object.entries(page.headers)) response.setHeader(name, value)
  if (hasIt(request.headers['if-none-match'], page.headers.etag)) {
    response.writeHead(304).end()
    return
  }
  const encoding = new Negotiator(request).encoding(['br', 'gzip', 'identity'], ['br', 'gzip'])
  const body = page.bodies[encoding as keyof KeptPage['bodies']] ?? page.bodies.identity
  if (body !== page.bodies.identity) response.setHeader('Content-Encoding', encoding as string)
  response.setHeader('Content-Length', body.length)
  response.end(body)
}

/** Compared weakly (RFC 9110 §13.1.2), since the same page is sent in several encodings. */
function hasIt(asked: string | undefined, tag: unknown): boolean {
  if (asked === undefined || typeof tag !== 'string') return false
  const opaque = (each: string) => each.trim().replace(/^W\//, '')
  return asked.trim() === '*' || asked.split(',').some((each) => opaque(each) === opaque(tag))
}
