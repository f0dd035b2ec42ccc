import { callerFrom } from '@/app/_http/request/caller'
import { isCrossSite } from '@/app/_http/request/cross-site'
import { UNKNOWN_METHOD } from '@/app/_http/request/own-headers'
import { credentialFrom, sendsBearer } from '@/app/_http/request/request-credential'
import { hasSecretInUrl } from '@/app/_http/request/secret-in-url'
import { describeError, log } from '@/lib/log'
import type { Caller, Operation } from '@/lib/operation'
import { type FailureCode, fail } from '@/lib/result'
import { isUnavailable } from '@/lib/unavailable'
import { readJson } from './json-body'
import { isListed } from './listed-origins'
import { problem } from './problem'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]
type Params = Record<string, string>
type Handler = (request: Request, caller: Caller, params: Params) => Promise<Response>
type Route = (request: Request, context?: { params: Promise<Params> }) => Promise<Response>

/** The JSON API of one URL: a handler for each method that it supports, and a refusal for the others. */
export function jsonRoutes(handlers: Partial<Record<Method, Handler>>): Record<Method, Route> {
  const allow = Object.keys(handlers).join(', ').replace('GET', 'GET, HEAD')
  const refuse: Handler = async () => problem(fail('method-not-allowed'), { Allow: allow })
  const handlerOf = (method: Method, request: Request) =>
    request.headers.has(UNKNOWN_METHOD) ? refuse : (handlers[method] ?? refuse)
  return Object.fromEntries(
    METHODS.map((method) => [method, guarded((request, ...rest) => handlerOf(method, request)(request, ...rest))]),
  ) as never
}

/** Reads the body, runs the operation, and lets `respond` say what success looks like. */
export function inputFromBody<T>(operation: Operation<T>, respond: (value: T) => Response): Handler {
  return async (request, caller, params) => {
    const body = await readJson(request)
    if (!body.ok) return problem(body)
    // The path decides, whatever the body says.
    const result = await operation({ ...body.value, ...params }, caller)
    return result.ok ? respond(result.value) : problem(result)
  }
}

/** The same for a request without a body: the operation gets the members in the path and the query. */
export function inputFromUrl<T>(operation: Operation<T>, respond: (value: T) => Response): Handler {
  return async (request, caller, params) => {
    const result = await operation({ ...Object.fromEntries(queryOf(request)), ...params }, caller)
    return result.ok ? respond(result.value) : problem(result)
  }
}

/** A success without a body. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })
}

/** A success that must not be cached. */
export function jsonAnswer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } })
}

function guarded(handler: Handler): Route {
  return async (request, context) => {
    const caller = callerFrom(request.headers, 'api')
    try {
      const refusal = refusalOf(request)
      return refusal ? problem(fail(refusal)) : await handler(request, caller, (await context?.params) ?? {})
    } catch (error) {
      return faulty(error, caller)
    }
  }
}

function refusalOf(request: Request): FailureCode | undefined {
  if (hasSecretInUrl(queryOf(request))) return 'secret-in-url'
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const { headers } = request
  // A page on an origin that the operator listed may do what any API client may. No browser adds a bearer token by itself, so
  // a request with one comes from an API client, whatever its Origin. Both only without a cookie, which a browser would add.
  const isProgram = isListed(headers.get('origin')) || sendsBearer(headers)
  if (isProgram && !headers.has('cookie')) return undefined
  const needsOrigin = credentialFrom(headers)?.kind === 'browser'
  return isCrossSite(headers, { needsOrigin }) ? 'cross-site' : undefined
}

function queryOf({ url }: Request): URLSearchParams {
  const start = url.indexOf('?')
  return new URLSearchParams(start < 0 ? '' : url.slice(start))
}

function faulty(error: unknown, caller: Caller): Response {
  const line = { request: caller.requestId, ...describeError(error) }
  if (isUnavailable(error)) {
    log().warn({ event: 'unavailable', ...line })
    return problem({ ...fail('unavailable'), retryAfterSeconds: error.retryAfterSeconds })
  }
  log().error({ event: 'unexpected', ...line })
  return problem({ ...fail('unexpected'), more: { request_id: caller.requestId } })
}
