import { type IncomingMessage, ServerResponse } from 'node:http'
import { config } from '@/lib/config'
import { exchangeOf } from '@/server/exchanges'
import { setCookie } from './http/set-cookie'
import { refusalOf } from './refusal'
import { responseHeaders, strictestPolicy } from './response-headers'

const TWO_YEARS = 63_072_000
const always = Object.entries({ ...responseHeaders, 'Content-Security-Policy': strictestPolicy })

/** Every response of this server. It adds missing headers at the last moment, because Next's own redirects have none of ours. */
export class Answer<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {
  /** Set once the output of Next is discarded and replaced with a refusal. */
  #replaced = false

  override writeHead(status: number, ...rest: unknown[]): this {
    if (this.#isUnread(status)) {
      this.#replaced = true
      return this
    }
    const said = this.#statusFor(status)
    this.#addCookie()
    complete(this, said)
    return super.writeHead(said, ...(rest as []))
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    if (!this.#isReplaced()) return super.write(chunk, ...(rest as []))
    const written = rest.find((each) => typeof each === 'function')
    if (written) process.nextTick(written)
    return true
  }

  override end(...content: unknown[]): this {
    if (!this.#isReplaced() || this.headersSent) return super.end(...(content as []))
    const { status, headers, body } = refusalOf(this.req, unreadCode(this.req))
    for (const name of this.getHeaderNames()) if (!OURS.test(name)) this.removeHeader(name)
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value)
    this.setHeader('Content-Length', Buffer.byteLength(body))
    complete(this, status)
    super.writeHead(status)
    const ended = content.find((each) => typeof each === 'function')
    return super.end(body, ended as () => void)
  }

  /** Sends the head together with the start of the body, which Next writes right after it. Sent alone, it is one more packet. */
  override flushHeaders(): void {}

  #addCookie(): void {
    const cookie = exchangeOf(this.req)?.cookie
    if (cookie) this.appendHeader('Set-Cookie', setCookie(cookie.name, cookie.value, cookie.options))
  }

  #isReplaced(): boolean {
    this.#replaced ||= !this.headersSent && this.#isUnread(this.statusCode)
    return this.#replaced
  }

  #statusFor(status: number): number {
    if (this.#isUnavailable(status)) return 503
    const exchange = exchangeOf(this.req)
    if (status !== 200) return status
    if (exchange?.faulty) {
      this.setHeader('Cache-Control', 'no-store')
      return 500
    }
    if (exchange?.forbidden) return 403
    return exchange?.nothingThere ? 404 : status
  }

  /** A page that says "try again" is not a success: caches, proxies and the metrics look at the status. */
  #isUnavailable(status: number): boolean {
    const seconds = exchangeOf(this.req)?.retryAfterSeconds
    if (status !== 200 || seconds === undefined) return false
    this.setHeader('Retry-After', String(seconds))
    this.setHeader('Cache-Control', 'no-store')
    return true
  }

  /** Next answers a form that it cannot decode with a 500 or a few words, although the error is the sender's and our code never ran. */
  #isUnread(status: number): boolean {
    const exchange = exchangeOf(this.req)
    return (status === 500 || status === 400) && exchange !== undefined && exchange.posted && !exchange.acted
  }
}

/** The headers that the pipeline set for the request itself; all others belong to the discarded body. */
const OURS = /^(x-request-id|connection|vary|content-security-policy|access-control-.*)$/

function unreadCode(request: IncomingMessage) {
  return exchangeOf(request)?.tooLarge ? 'too-large' : 'malformed-form'
}

/** Next tells the browser's router in them where a request was led to instead; see next.config.mjs. */
const INNER_PATHS = ['x-nextjs-rewritten-path', 'x-nextjs-rewritten-query']

function complete(response: ServerResponse, status: number): void {
  for (const name of INNER_PATHS) response.removeHeader(name)
  for (const [name, value] of always) add(response, name, value)
  // At the host of an app it would bind all names below that host, which are not ours.
  if (config().APP_URL.startsWith('https:') && !exchangeOf(response.req)?.atApp) {
    add(response, 'Strict-Transport-Security', `max-age=${TWO_YEARS}; includeSubDomains`)
  }
  // A redirect depends on who is logged in. Next marks its pages accordingly, but not its redirects.
  if (status === 302 || status === 303 || status === 307) add(response, 'Cache-Control', 'no-store')
  // The rest of a body that is too long is not read, so a further request on this connection could not be read either.
  if (status === 413 && !response.req.complete) response.setHeader('Connection', 'close')
  // Next sends the text of a redirect or a refusal without a content type.
  if (status >= 300 && status !== 304) add(response, 'Content-Type', 'text/plain; charset=utf-8')
}

function add(response: ServerResponse, name: string, value: string): void {
  if (!response.hasHeader(name)) response.setHeader(name, value)
}
