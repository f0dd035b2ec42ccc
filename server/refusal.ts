import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusedAction } from '@/app/_http/form/refused-action'
import { problemDetails } from '@/app/_http/json/problem'
import { REQUEST_ID } from '@/app/_http/request/own-headers'
import { config } from '@/lib/config'
import { type Failure, type FailureCode, fail, refusalText } from '@/lib/result'
import { exchangeOf } from './exchanges'
import { pathOf, wordsPage, wordsPolicy } from './words-page'

type Extra = { retryAfterSeconds?: number; allow?: string }
export type Refusal = { status: number; headers: Record<string, string>; body: string }

/** Answers a request that goes no further. */
export function refuse(request: IncomingMessage, response: ServerResponse, code: FailureCode, extra?: Extra): void {
  const { status, headers, body } = refusalOf(request, code, extra)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.writeHead(status).end(body)
}

/** A refusal as its sender can read it: a page for people, a problem (RFC 9457) for API clients, plain text for a server action. */
export function refusalOf(
  request: IncomingMessage,
  code: FailureCode,
  { retryAfterSeconds, allow }: Extra = {},
): Refusal {
  const more = code === 'unexpected' ? { request_id: String(request.headers[REQUEST_ID] ?? 'none') } : undefined
  const failure = { ...fail(code), retryAfterSeconds, more }
  const { status, headers, body } = problemDetails(failure, allow ? { Allow: allow } : {})
  switch (readerOf(request)) {
    case 'program':
      return { status, headers, body: JSON.stringify(body) }
    case 'script':
      // Next hands an answer of exactly this type to the form that sent it, and discards any other.
      return {
        status,
        headers: { ...headers, 'Content-Type': 'text/plain' },
        body: refusedAction(code, words(failure)),
      }
    case 'person':
      return {
        status,
        headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': wordsPolicy() },
        body: page(request, failure),
      }
  }
}

/** Only people and their browsers request pages. */
export function isForPeople(request: IncomingMessage): boolean {
  return readerOf(request) !== 'program'
}

function readerOf({ url = '', headers }: IncomingMessage): 'person' | 'script' | 'program' {
  if (url.startsWith('/api/') || /^application\/json\b/i.test(headers['content-type'] ?? '')) return 'program'
  if (headers['next-action'] !== undefined) return 'script'
  return headers.accept?.includes('text/html') ? 'person' : 'program'
}

/** The title from the table of failures, except where that title is written for developers. */
function words(failure: Failure): string {
  switch (failure.code) {
    case 'cross-site':
      return `This page was opened at another address. Open ${config().APP_URL} and try again.`
    case 'not-json':
      return 'We couldn’t recognize the form. Please reload the page.'
    case 'too-large':
      return 'The form is too large: 16 KiB is the limit. Please shorten what you typed.'
    default:
      return refusalText(failure)
  }
}

function page(request: IncomingMessage, failure: Failure): string {
  const { method } = request
  const said = words(failure)
  const [heading = said, ...more] = said.split(/(?<=[.:]) (?=[A-Z])/)
  // After a failure, part of the work may already be done; every other refusal comes before any work.
  const changedNothing = method !== 'GET' && method !== 'HEAD' && failure.code !== 'unexpected'
  return wordsPage({
    heading: heading.replace(/\.$/, ''),
    paragraphs: [[...more, ...(changedNothing ? ['Nothing was changed.'] : [])].join(' ')].filter(Boolean),
    wayOn: wayOn(failure.code, shownAt(request)),
    ...(exchangeOf(request)?.atApp && { home: config().APP_URL }),
  })
}

/** The path of the page that the person opened. A proxy shows the refusal of its own question in place of a page of the app. */
function shownAt(request: IncomingMessage): string {
  const path = pathOf(request.url)
  if (path === '/forward-auth') return pathOf(exchangeOf(request)?.received.forwardedUri)
  // Without its query, a step of a login leads nowhere; the app begins another one.
  return path.startsWith('/.rekey/') ? '/' : path
}

function wayOn(code: FailureCode, path: string) {
  const { APP_URL } = config()
  if (code === 'cross-site') return { href: APP_URL + path, text: `Open ${APP_URL}` }
  return { href: path, text: 'Reload the page' }
}
