import { AsyncLocalStorage } from 'node:async_hooks'
import { perProcess } from './per-process'

/** What is known of a request while it is answered, beyond the headers that Next and the pages see. */
export type Exchange = {
  received: Received
  /** True for what Next asks this server on behalf of another request. */
  internal: boolean
  /** True for what another instance asks here in the same way, or for who says so: nobody is to be believed for it. */
  byInstance: boolean
  /** True for a form that was sent to a page and has not been refused. */
  posted: boolean
  /** True once code of ours has the form: a fault after that is ours, one before that is the sender's. */
  acted: boolean
  /** Set where the body was longer than Next was told to read. */
  tooLarge: boolean
  /** Set where what was asked for cannot be done now: whatever the answer shows, it is a 503 that names this time. */
  retryAfterSeconds?: number
  /** Set where a page says that it failed: the answer is a 500. */
  faulty?: boolean
  /** Under which a fault stands in the log. */
  requestId?: string
  /** Set where there is nothing at the address, though a page answers it: the answer is a 404. */
  nothingThere?: boolean
}

/** The headers about the way here, as they came: the pipeline overwrites or removes them before Next sees the request. */
type Received = {
  host: string
  proto: string
  forwardedFor: string
  forwardedHost: string
  forwardedUri: string
  forwardedMethod: string
}

const storage = perProcess('exchange', () => new AsyncLocalStorage<Exchange>())

/** The exchange that the caller is part of; undefined outside of a request, such as in a unit test. */
export function currentExchange(): Exchange | undefined {
  return storage.getStore()
}

/** Makes a page or the answer to a form, which cannot say so by themselves, a 503. */
export function answerUnavailable(retryAfterSeconds: number): void {
  const exchange = currentExchange()
  if (exchange) exchange.retryAfterSeconds = retryAfterSeconds
}

/** Makes a page a 500, and tells under which id its fault is to be logged; undefined outside of a request. */
export function answerFaulty(): { requestId?: string } | undefined {
  const exchange = currentExchange()
  // The fault is ours, whatever was posted.
  if (exchange) Object.assign(exchange, { faulty: true, acted: true })
  return exchange
}

/** Makes a page a 404, and it stays the page it is: what Next makes of its own `notFound()` is empty without script. */
export function answerNotFound(): void {
  const exchange = currentExchange()
  if (exchange) exchange.nothingThere = true
}

/** Runs `work`, and all that follows from it, as part of this exchange. */
export function withinExchange<T>(exchange: Exchange, work: () => T): T {
  return storage.run(exchange, work)
}
