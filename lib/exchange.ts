import { AsyncLocalStorage } from 'node:async_hooks'
import { perProcess } from './per-process'

/** What is known about a request while it is answered, besides the headers that Next and the pages see. */
export type Exchange = {
  received: Received
  /** True for a request by Next to this server on behalf of another request. */
  internal: boolean
  /** True for such a request by another instance, or by a client that claims to be one, so it must grant no trust. */
  byInstance: boolean
  /** True if the answer is shown at the host of an app: what browsers would remember of this host is none of its business. */
  atApp: boolean
  /** True for a form that was sent to a page and was not refused. */
  posted: boolean
  /** True once our code has the form: an error after that is ours, one before that is the sender's. */
  acted: boolean
  /** Set if the body was longer than Next may read. */
  tooLarge: boolean
  /** Set if the work is unavailable now: whatever the answer shows, it is a 503 with this time in Retry-After. */
  retryAfterSeconds?: number
  /** Set if a page reports that it failed: the answer is a 500. */
  faulty?: boolean
  /** The ID with which an error is logged. */
  requestId?: string
  /** Set if there is nothing at the URL although a page answers: the answer is a 404. */
  nothingThere?: boolean
  /** Set if a page says that its reader may not open it: the answer is a 403. */
  forbidden?: boolean
  /** Set if a page sets or removes a cookie, which Next only lets actions and routes do. */
  cookie?: PageCookie
}

export type PageCookie = {
  name: string
  value: string
  options: { path: string; maxAge: number; secure: boolean; httpOnly: boolean; sameSite: 'lax' }
}

/** The original headers of the proxies: the pipeline overwrites or removes them before Next sees the request. */
type Received = {
  host: string
  proto: string
  forwardedFor: string
  forwardedHost: string
  forwardedUri: string
  forwardedMethod: string
  /** How a proxy that cannot redirect wants to hear that nobody is logged in. */
  answer: string
}

const storage = perProcess('exchange', () => new AsyncLocalStorage<Exchange>())

/** The exchange that the caller is part of; undefined outside of a request, such as in a unit test. */
export function currentExchange(): Exchange | undefined {
  return storage.getStore()
}

/** Turns a page or the answer to a form into a 503, because they cannot set a status themselves. */
export function answerUnavailable(retryAfterSeconds: number): void {
  const exchange = currentExchange()
  if (exchange) exchange.retryAfterSeconds = retryAfterSeconds
}

/** Turns a page into a 500, and returns the ID with which its error is to be logged; undefined outside of a request. */
export function answerFaulty(): { requestId?: string } | undefined {
  const exchange = currentExchange()
  // The error is ours, whatever was posted.
  if (exchange) Object.assign(exchange, { faulty: true, acted: true })
  return exchange
}

/** Turns a page into a 404 and keeps its content: the page of Next's own `notFound()` is empty without script. */
export function answerNotFound(): void {
  const exchange = currentExchange()
  if (exchange) exchange.nothingThere = true
}

/** Turns a page into a 403 and keeps its content, which says who may open it. */
export function answerForbidden(): void {
  const exchange = currentExchange()
  if (exchange) exchange.forbidden = true
}

/** Adds a cookie to the page that is being rendered. The name and the value are sent as they are. */
export function answerWithCookie(cookie: PageCookie): void {
  const exchange = currentExchange()
  if (exchange) exchange.cookie = cookie
}

/** Runs `work`, and everything that it starts, as part of this exchange. */
export function withinExchange<T>(exchange: Exchange, work: () => T): T {
  return storage.run(exchange, work)
}
