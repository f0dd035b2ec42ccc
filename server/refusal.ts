import type { IncomingMessage, ServerResponse } from 'node:http'
import { problemDetails } from '@/app/_http/json/problem'
import { REQUEST_ID } from '@/app/_http/request/own-headers'
import { type FailureCode, fail, refusalText } from '@/lib/result'

type Extra = { retryAfterSeconds?: number; allow?: string }
export type Refusal = { status: number; headers: Record<string, string>; body: string }

/** Answers a request that goes no further. */
export function refuse(request: IncomingMessage, response: ServerResponse, code: FailureCode, extra?: Extra): void {
  const { status, headers, body } = refusalOf(request, code, extra)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.writeHead(status).end(body)
}

/** What a refusal says, as its sender can read it: a page for people, a problem (RFC 9457) for programs, plain text for an action. */
export function refusalOf(
  request: IncomingMessage,
  code: FailureCode,
  { retryAfterSeconds, allow }: Extra = {},
): Refusal {
  const requestId = code === 'unexpected' ? String(request.headers[REQUEST_ID] ?? 'none') : undefined
  const failure = { ...fail(code), retryAfterSeconds, requestId }
  const { status, headers, body } = problemDetails(failure, allow ? { Allow: allow } : {})
  switch (readerOf(request)) {
    case 'program':
      return { status, headers, body: JSON.stringify(body) }
    case 'script':
      // Next shows an answer of exactly this type as its error's message, and discards any other.
      return { status, headers: { ...headers, 'Content-Type': 'text/plain' }, body: refusalText(failure) }
    case 'person':
      return {
        status,
        headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
        body: page(refusalText(failure)),
      }
  }
}

function readerOf({ url = '', headers }: IncomingMessage): 'person' | 'script' | 'program' {
  if (url.startsWith('/api/') || /^application\/json\b/i.test(headers['content-type'] ?? '')) return 'program'
  if (headers['next-action'] !== undefined) return 'script'
  return headers.accept?.includes('text/html') ? 'person' : 'program'
}

/** Every text is from the table of failures, so that there is nothing to escape. */
function page(text: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text}</title>
<h1>${text}</h1>
`
}
