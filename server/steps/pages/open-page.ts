import type { IncomingMessage, ServerResponse } from 'node:http'
import { linkCookie, linkPage } from '@/app/_http/cookies/cookie-names'
import { COOKIE_SENT } from '@/app/_http/cookies/cookie-sent'
import { BODY_LIMIT_BYTES } from '@/app/_http/json/json-body'
import { isCrossSite } from '@/app/_http/request/cross-site'
import { hasSecretInUrl } from '@/app/_http/request/secret-in-url'
import { config } from '@/lib/config'
import type { FailureCode } from '@/lib/result'
import { contentSecurityPolicy, newNonce } from '@/server/content-security-policy'
import { exchangeOf, isOfNext } from '@/server/exchanges'
import { discardBody } from '@/server/forms/discard-body'
import { setCookie } from '@/server/http/set-cookie'
import type { Step } from '@/server/pipeline'
import { isForPeople, refuse } from '@/server/refusal'
import { logRefusedForm } from '@/server/refused-form'

/** URLs that are not pages: JSON routes, files and probes, which have their own checks. */
const NO_PAGE =
  /^\/(_next\/static\/|api\/|(dev\/mailbox\/[^/]+|healthz|readyz|openapi\.json|\.well-known\/change-password|\.well-known\/jwks\.json|icon\.svg|favicon\.ico|apple-icon\.png)$)/
/** URLs of Next's overlay and hot reload, while a page is being edited. */
const OF_DEVELOPMENT = /^\/(__nextjs|_next\/)/

const ORIGIN = 'http://page'

/** The checks before every page: who may send a form to it, where the token of an emailed link goes, and which scripts may run. */
export const openPage: Step = (request, response) => {
  // Concatenated instead of resolved against a base, so that `//host` is a path of ours and not another host.
  const { pathname, searchParams } = new URL(ORIGIN + request.url)
  if (!isPage(pathname)) return false
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (takeTokenOutOfUrl(request, response, pathname, searchParams.get('token'))) return true
  } else {
    const code = refusalOfPost(request, searchParams)
    if (code) return refuseForm(request, response, code)
    const exchange = exchangeOf(request)
    if (exchange) exchange.posted = true
  }
  const policy = contentSecurityPolicy(newNonce())
  // Next reads the nonce from here and puts it on its scripts.
  request.headers['content-security-policy'] = policy
  response.setHeader('Content-Security-Policy', policy)
  return false
}

export function isPage(path: string): boolean {
  return !NO_PAGE.test(path) && (config().production || !OF_DEVELOPMENT.test(path))
}

/** Why a request to a page, other than GET and HEAD, is refused; undefined if it may be a form of ours. */
export function refusalOfPost(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  query: URLSearchParams,
): FailureCode | undefined {
  if (method !== 'POST') return 'method-not-allowed'
  if (hasSecretInUrl(query)) return 'secret-in-url'
  const type = headers['content-type'] ?? ''
  const isForm = type.startsWith('multipart/form-data')
  if (!isForm && headers['next-action'] === undefined) return 'not-json'
  // Next's own check answers another site's form with a 500, and lets a missing Origin pass.
  if (isCrossSite(new Headers(headers as Record<string, string>), { needsOrigin: true })) return 'cross-site'
  // Next would also read other types, but none of our forms uses them.
  if (!isForm && !type.startsWith('text/plain')) return 'not-json'
  // If a body has no Content-Length, Next reads this many bytes and no more.
  return Number(headers['content-length'] ?? 0) > BODY_LIMIT_BYTES ? 'too-large' : undefined
}

async function refuseForm(request: IncomingMessage, response: ServerResponse, code: FailureCode): Promise<true> {
  logRefusedForm(request, 'form.refused', code)
  if (isForPeople(request)) await discardBody(request)
  refuse(request, response, code, code === 'method-not-allowed' ? { allow: 'GET, HEAD, POST' } : {})
  return true
}

/** Changes only this browser, so a mail scanner may open the link as often as it likes. */
function takeTokenOutOfUrl(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  token: string | null,
): boolean {
  const page = linkPage(path)
  if (!page || token === null) return false
  // Next would follow the redirect, and the secret header that marks its requests as ours would leave this machine.
  if (isOfNext(request)) {
    response.writeHead(204).end()
    return true
  }
  const { name, options } = linkCookie(page)
  // A browser would drop a cookie that is too long, and keep that of an earlier link.
  const value = /^[\w.-]{1,2000}$/.test(token) ? token : 'damaged'
  response.setHeader('Set-Cookie', setCookie(name, value, options))
  response.setHeader('Cache-Control', 'no-store')
  response.writeHead(303, { Location: `${config().APP_URL}${page}?${COOKIE_SENT}` }).end()
  return true
}
