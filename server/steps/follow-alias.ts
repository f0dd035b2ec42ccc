import type { IncomingMessage } from 'node:http'
import { config } from '@/lib/config'
import type { Step } from '@/server/pipeline'

/** The four URLs of the service whose users Rekey takes over also answer JSON, so that its clients keep their URLs. */
const ALIASES = ['/register', '/login', '/forgot-password', '/reset-password']
const JSON_TYPE = /^application\/json\b/i

/** True for a path that is a page for requests other than JSON. */
export function isAlias(path: string): boolean {
  return ALIASES.includes(path)
}

export function saysJson({ headers }: IncomingMessage): boolean {
  return JSON_TYPE.test(headers['content-type'] ?? '')
}

/** Rewrites URLs that clients already use to the routes that answer them. */
export const followAlias: Step = (request) => {
  const url = request.url ?? ''
  const end = url.indexOf('?')
  const path = end < 0 ? url : url.slice(0, end)
  if (isAlias(path) && saysJson(request)) request.url = `/api${url}`
  // The URL that scrapers expect. Without METRICS_TOKEN it is as unknown as any other, because no route has this name.
  if (path === '/metrics' && config().METRICS_TOKEN) request.url = `/api${url}`
  return false
}
