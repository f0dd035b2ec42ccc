import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { failures } from '@/lib/result'
import { inSpan } from '@/lib/tracing/span'
import type { Step } from '@/server/pipeline'
import { type KeptPage, makePage } from './make-kept-page'
import { sendKept } from './send-kept'

/** Pages that are the same for everybody who brings no cookie: they read the settings alone, and never the database. */
const PAGES = ['/', '/login', '/register', '/forgot-password']
/** Whoever sends one of these may be shown another page, a part of one, or none. */
const TELLING = ['cookie', 'content-type', 'content-length', 'transfer-encoding', 'next-action', 'rsc']
/** The same for everybody, whatever is sent along: nobody has them made anew. They are long, and have no throttle. */
const FOR_ALL = ['/docs', ...Object.keys(failures).map((code) => `/problems/${code}`)]
/** A JSON door, which refuses a secret in its query. */
const FOR_ALL_WITHOUT_QUERY = '/openapi.json'

/** Answers with what `make` once made for a page that looks the same to everybody. */
export function keptPages(make: RequestListener): Step {
  const pages = new Map<string, Promise<KeptPage | undefined>>()
  const keep = (path: string) => {
    const page = makePage(make, path, isForAll(path))
    pages.set(path, page)
    // What could not be made is tried again with the next visitor.
    void page.then((made) => made ?? pages.delete(path))
    return page
  }
  return (request, response) => {
    const path = keptPath(request)
    return path === undefined ? false : answer(pages.get(path) ?? keep(path), path, request, response)
  }
}

function keptPath({ method, url = '', headers }: IncomingMessage): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  const path = url.split('?', 1)[0] as string
  if (isForAll(path) && (path !== FOR_ALL_WITHOUT_QUERY || url === path)) return path
  // The whole address counts: with a query a page may show a notice, or lead elsewhere.
  return PAGES.includes(url) && !TELLING.some((name) => name in headers) ? url : undefined
}

function isForAll(path: string): boolean {
  return path === FOR_ALL_WITHOUT_QUERY || FOR_ALL.includes(path)
}

async function answer(
  kept: Promise<KeptPage | undefined>,
  route: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const page = await kept
  if (!page) return false
  const { method } = request
  await inSpan(
    `${method} ${route}`,
    { 'http.method': method, 'http.route': route, 'http.status_code': 200 },
    async () => sendKept(page, request, response),
  )
  return true
}
