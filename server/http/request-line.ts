import type { IncomingMessage } from 'node:http'
import type { FailureCode } from '@/lib/result'
import { parsedUrl } from '@/lib/rules/urls/parsed-url'
import { isHost } from './is-host'

type RequestLine = Pick<IncomingMessage, 'method' | 'url' | 'httpVersion' | 'headers' | 'rawHeaders'>

/** Next answers requests for files with a 500 if the method is another. */
const FILES = /^\/(_next\/static\/|(icon\.svg|favicon\.ico|apple-icon\.png)(\?|$))/

/** Why a request is refused before its content is read. */
export function refusalOfRequest(request: RequestLine): FailureCode | undefined {
  if (!isReadable(request)) return 'malformed-request'
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return !reads && FILES.test(originForm(request)) ? 'method-not-allowed' : undefined
}

/** The path and query of a request. A client that takes this server for a proxy writes the origin before them. */
export function originForm({ url = '' }: Pick<RequestLine, 'url'>): string {
  const named = url.startsWith('/') ? undefined : parsedUrl(url)
  return named ? named.pathname + named.search : url
}

function isReadable(request: RequestLine): boolean {
  const { httpVersion, headers, rawHeaders } = request
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return false
  // A proxy in front could see another end of the request or another host than Rekey does (RFC 9112 §3.2, §6.1).
  if ((headers['transfer-encoding'] ?? 'chunked').toLowerCase() !== 'chunked') return false
  const hosts = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host')
  if (hosts.length > 1 || (hosts.length === 0 && httpVersion === '1.1')) return false
  return hosts.every(isHost) && isHost(authorityOf(request) ?? 'none') && isPath(originForm(request))
}

/** The origin that a client writes before the path if it takes this server for a proxy. It replaces Host (RFC 9112 §3.2.2). */
function authorityOf({ url = '' }: RequestLine): string | undefined {
  return /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1]
}

function isPath(path: string): boolean {
  try {
    return decodeURIComponent(path).startsWith('/')
  } catch {
    return false
  }
}
