import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { inSpan } from '@/lib/tracing/span'
import { type KeptPage, makePage } from './kept-page'

/** Pages that are the same for everybody who brings no cookie: they read the settings alone, and never the database. */
const PAGES = ['/', '/login', '/register', '/forgot-password']
/** Whoever sends one of these may be shown another page, a part of one, or none. */
const TELLING = ['cookie', 'content-type', 'content-length', 'transfer-encoding', 'next-action', 'rsc']

/** Stands before the server's listener, and answers with what it once made for a page that looks the same to everybody. */
export function keepPages(server: Server): void {
  const [answer] = server.listeners('request') as [RequestListener]
  const pages = new Map<string, Promise<KeptPage | undefined>>()
  const keep = (path: string) => {
    const page = makePage(answer, path)
    pages.set(path, page)
    // What could not be made is tried again with the next visitor.
    void page.then((made) => made ?? pages.delete(path))
    return page
  }
  server.removeAllListeners('request')
  server.on('request', async (request, response) => {
    const path = isPlain(request) ? request.url : undefined
    const page = path && (await (pages.get(path) ?? keep(path)))
    if (!page) return answer.call(server, request, response)
    const attributes = { 'http.method': request.method, 'http.route': path, 'http.status_code': 200 }
    void inSpan(`${request.method} ${path}`, attributes, async () => send(page, request, response))
  })
}

/** The whole address counts: with a query a page may show a notice, or lead elsewhere. */
function isPlain({ method, url = '', headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && PAGES.includes(url) && !TELLING.some((name) => name in headers)
}

function send(page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value = ''] of Object.entries(page.headers)) response.setHeader(name, value)
  const packed = /\bgzip\b(?!\s*;\s*q=0)/i.test(String(request.headers['accept-encoding'] ?? ''))
  if (packed) response.setHeader('Content-Encoding', 'gzip')
  const body = packed ? page.packed : page.html
  response.setHeader('Content-Length', body.length)
  response.end(body)
}
