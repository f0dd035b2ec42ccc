import type { Credential } from '@/lib/sessions/session-token'
import { expect } from '@/test/expect'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Params = Record<string, string>
type Route = (request: Request, context?: { params: Promise<Params> }) => Promise<Response>
/** The exports of a route.ts. */
export type Routes = Record<Method, Route>
export type Sent = {
  headers?: Record<string, string>
  /** A string is sent unchanged, anything else as JSON. */
  body?: object | string
  search?: string
  params?: Params
}
export type JsonDoor = { path: string; routes: Routes; send: ReturnType<typeof sender> }

/** What a browser adds to a request from our own pages. */
export const ownPage = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
export const bearer = ({ token }: Pick<Credential, 'token'>) => ({ authorization: `Bearer ${token}` })
export const cookie = ({ token }: Pick<Credential, 'token'>) => ({ cookie: `session=${token}` })

export function jsonDoor(path: string, routes: Routes): JsonDoor {
  return { path, routes, send: sender(path, routes) }
}

/** A request as an API client sends it to a JSON route. */
export function jsonRequest(path: string, body: object, headers: Record<string, string> = {}): Request {
  return new Request(`http://localhost:3000${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Sends requests, and checks each answer for the headers that it needs and the data that it must not contain [F13, A17]. */
function sender(path: string, routes: Routes) {
  return async (method: Method, { headers = {}, body, search = '', params }: Sent = {}) => {
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const init = { method, headers: { ...type, ...headers }, body: text }
    const request = new Request(`http://localhost:3000${path}${search}`, init)
    const response = await routes[method](request, params && { params: Promise.resolve(params) })
    const answer = await response.text()
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(answer).not.toMatch(/\$2|\$bcrypt|\$argon2|hash|canonical/i)
    return { status: response.status, headers: response.headers, body: answer ? JSON.parse(answer) : undefined }
  }
}
