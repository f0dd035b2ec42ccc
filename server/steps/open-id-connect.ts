import type { IncomingMessage, ServerResponse } from 'node:http'
import { sessionCookie } from '@/app/_http/cookies/cookie-names'
import { problemDetails } from '@/app/_http/json/problem'
import { callerFrom } from '@/app/_http/request/caller'
import { config } from '@/lib/config'
import { describeError, log } from '@/lib/log'
import { answerProvider } from '@/lib/provider/answer-provider'
import type { PageFault } from '@/lib/provider/request'
import { type Failure, fail, titleOf } from '@/lib/result'
import { isUnavailable } from '@/lib/unavailable'
import { readBody } from '@/server/forms/read-body'
import { setCookie } from '@/server/http/set-cookie'
import type { Step } from '@/server/pipeline'
import { faultPage } from '@/server/provider-fault-page'
import { formPage } from '@/server/provider-form-page'
import { refuse } from '@/server/refusal'

/**
 * Spelled exactly so: the library would also take capitals and a final slash, which our own checks of the path would miss.
 */
const OF_PROVIDER = /^\/oauth\/(authorize(\/[\w-]+)?|introspect|jwks|logout|revoke|token|userinfo)$/
const DISCOVERY = /^\/\.well-known\/(openid-configuration|oauth-authorization-server)$/
/** The addresses that also take the same parameters from a form of an app (OpenID Connect Core §3.1.2.1). */
const OPENED_BY_FORM = /^\/oauth\/(authorize|logout)$/
/** The library would store it with the parameters, and PostgreSQL takes no zero byte. */
const ZERO_BYTE = /%00|\0/
/** A URL of this length is accepted everywhere, and no app needs a longer one. */
const FORM_BYTES = 4_096
/** Only the code, the verifier and a few names are sent here. */
const BODY_BYTES = 16_384

/** Answers apps, and browsers on their way into one, by the OpenID Connect library; unknown addresses unless PROVIDER is on. */
export const openIdConnect: Step = (request, response) => {
  const path = pathOf(request)
  // Not asynchronous for the requests of others, which are most, so that they wait for nothing.
  return config().PROVIDER && isProviders(path) ? answer(request, response, path) : false
}

async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
  response.setHeader('Cache-Control', DISCOVERY.test(path) ? 'public, max-age=300' : 'no-store')
  if (ZERO_BYTE.test(request.url ?? '')) {
    refuseApp(request, response, fail('malformed-request'))
    return true
  }
  const body = request.method === 'POST' ? await takeBody(request, response, path) : Buffer.alloc(0)
  if (!body) return true
  const client = clientIn(request, body)
  arriveAsConfigured(request)
  const { name, options } = sessionCookie()
  const context = {
    client,
    caller: callerFrom(new Headers(request.headers as Record<string, string>), 'browser'),
    pageOf: (fault: PageFault) => faultPage(fault, request),
    formPage,
    forgetSession: setCookie(name, '', { ...options, maxAge: 0 }),
  }
  const failure = await answerProvider(request, response, context).catch(asRefusal)
  if (failure) refuseApp(request, response, failure)
  return true
}

function isProviders(path: string): boolean {
  return OF_PROVIDER.test(path) || DISCOVERY.test(path)
}

/** Bounds the body before the library reads it. Undefined if the request is answered. */
async function takeBody(request: IncomingMessage, response: ServerResponse, path: string): Promise<Buffer | undefined> {
  const opened = OPENED_BY_FORM.test(path)
  const body = await readBody(request, opened ? FORM_BYTES : BODY_BYTES)
  if (!body) {
    response.setHeader('Connection', 'close')
    refuseApp(request, response, fail('too-large'))
    return undefined
  }
  if (!opened) return body
  // A form of another site brings no cookie with SameSite=Lax; the redirect, which is a GET, does.
  response.writeHead(303, { Location: `${config().APP_URL}${path}?${new URLSearchParams(body.toString())}` }).end()
  return undefined
}

/** The name of the app, to count its failures; only the library decides whether it is that app. */
function clientIn({ headers }: IncomingMessage, body: Buffer): string {
  const [, basic] = /^Basic +(\S+)$/i.exec(headers.authorization ?? '') ?? []
  if (basic) return Buffer.from(basic, 'base64').toString().split(':', 1)[0] ?? ''
  return new URLSearchParams(body.toString()).get('client_id') ?? ''
}

function asRefusal(error: unknown): Failure {
  if (!isUnavailable(error)) throw error
  log().warn({ event: 'unavailable', ...describeError(error) })
  return { ...fail('unavailable'), retryAfterSeconds: error.retryAfterSeconds }
}

/** A page for people, and for apps the form of OAuth (RFC 6749 §5.2). */
function refuseApp(request: IncomingMessage, response: ServerResponse, failure: Failure): void {
  const { code, retryAfterSeconds } = failure
  if (request.headers.accept?.includes('text/html')) {
    refuse(request, response, code, { retryAfterSeconds })
    return
  }
  const { status, headers } = problemDetails(failure)
  const error = status === 503 || status === 429 ? 'temporarily_unavailable' : 'invalid_request'
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ error, error_description: titleOf(code) }))
}

/** The library makes URLs from these headers, which anyone can send: it gets the configured origin instead. */
function arriveAsConfigured({ headers }: IncomingMessage): void {
  const { host, protocol } = new URL(config().APP_URL)
  Object.assign(headers, { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) })
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.replace(/[?#].*$/s, '')
}
