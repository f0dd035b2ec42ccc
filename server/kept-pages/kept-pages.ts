import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { inSpan } from '@/lib/tracing/span'
import type { Step } from '@/server/pipeline'
import { type KeptPage, makePage } from './make-kept-page'

/** Pages that are the same for everybody who brings no cookie: they read the settings alone, and never the database. */
const PAGES = ['/', '/login', '/register', '/forgot-password']
/** Whoever sends one of these may be shown another page, a part of one, or none. */
const TELLING = ['cookie', 'content-type', 'content-length', 'transfer-encoding', 'next-action', 'rsc']

/** Answers with what `make` once made for a page that looks the same to everybody. */
export function keptPages(make: RequestListener): Step {
  const pages = new Map<string, Promise<KeptPage | undefined>>()
  const keep = (path: string) => {
    const page = makePage(make, path)
    pages.set(path, page)
    // What could not be made is tried again with the next visitor.
    void page.then((made) => made ?? pages.delete(path))
    return page
  }
  return (request, response) => {
    const path = plainPath(request)
    return path === undefined ? false : sendKept(pages.get(path) ?? keep(path), request, response)
  }
}

/** The whole address counts: with a query a page may show a notice, or lead elsewhere. */
function plainPath({ method, url = '', headers }: IncomingMessage): string | undefined {
  const isPlain = (method === 'GET' || method === 'HEAD') && PAGES.includes(url)
  return isPlain && !TELLING.some((name) => name in headers) ? url : undefined
}

async function sendKept(
  kept: Promise<KeptPage | undefined>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const page = await kept
  if (!page) return false
  const { method, url } = request
  const attributes = { 'http.method': method, 'http.route': url, 'http.status_code': 200 }
  await inSpan(`${method} ${url}`, attributes, async () => send(page, request, response))
  return true
}

function send(page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value = ''] of Object.entries(page.headers)) response.setHeader(name, value)
  const packed = /\bgzip\b(?!\s*;\s*q=0)/i.test(String(request.headers['accept-encoding'] ?? ''))
  if (packed) response.setHeader('Content-Encoding', 'gzip')
  const body = packed ? page.packed : page.html
  response.setHeader('Content-Length', body.length)
  response.end(body)
}
