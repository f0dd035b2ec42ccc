import type { IncomingMessage } from 'node:http'
import { config } from '@/lib/config'
import type { Step } from '@/server/pipeline'

/** The four addresses of the service whose users Rekey takes over answer JSON too; its clients keep their URLs. */
const ALIASES = ['/register', '/login', '/forgot-password', '/reset-password']
const JSON_TYPE = /^application\/json\b/i

/** True for a path that is a page for whatever is no JSON. */
export function isAlias(path: string): boolean {
  return ALIASES.includes(path)
}

export function saysJson({ headers }: IncomingMessage): boolean {
  return JSON_TYPE.test(headers['content-type'] ?? '')
}

/** Leads a request to where its answer is made, under the names that clients have known before. */
export const followAlias: Step = (request) => {
  const url = request.url ?? ''
  const end = url.indexOf('?')
  const path = end < 0 ? url : url.slice(0, end)
  if (isAlias(path) && saysJson(request)) request.url = `/api${url}`
  // The address that scrapers know. Where nobody wants metrics it is unknown like any other: no route bears its name.
  if (path === '/metrics' && config().METRICS_TOKEN) request.url = `/api${url}`
  return false
}
