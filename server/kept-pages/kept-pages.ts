import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { failures } from '@/lib/result'
import { inSpan } from '@/lib/tracing/span'
import type { Step } from '@/server/pipeline'
import { type KeptPage, makePage } from './make-kept-page'
import { sendKept } from './send-kept'

/** Pages that are the same for everyone without a cookie: they read only the settings, never the database. */
const PAGES = ['/', '/login', '/register', '/forgot-password']
/** A request with one of these headers may get another page, a part of one, or none. */
const TELLING = ['cookie', 'content-type', 'content-length', 'transfer-encoding', 'next-action', 'rsc']
/** The same for everyone, whatever the request contains. They are long and have no rate limit, so no request may rebuild them. */
const FOR_ALL = ['/docs', ...Object.keys(failures).map((code) => `/problems/${code}`)]
/** A route of the JSON API, which refuses a secret in its query. */
const FOR_ALL_WITHOUT_QUERY = '/openapi.json'

/** Answers with the page that `make` has made once, if it looks the same to everyone. */
export function keptPages(make: RequestListener): Step {
  const pages = new Map<string, Promise<KeptPage | undefined>>()
  const keep = (path: string) => {
    const page = makePage(make, path, isForAll(path))
    pages.set(path, page)
    // A page that could not be made is tried again for the next visitor.
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
  // The whole URL counts: with a query, a page may show a notice or redirect.
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
