import type { IncomingMessage, ServerResponse } from 'node:http'
import { fail, failures } from '@/lib/result'
import { problem } from './problem'

const RETRY_AFTER_SECONDS = 5
const { title } = failures.unavailable
const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<h1>${title}</h1>
`

/** 503 before any work, with the headers that every response bears: a page's worth of words for people, a problem for programs. */
export function refuseOverload(request: IncomingMessage, response: ServerResponse): void {
  const refusal = problem({ ...fail('unavailable'), retryAfterSeconds: RETRY_AFTER_SECONDS })
  for (const [name, value] of refusal.headers) response.setHeader(name, value)
  const forPeople = request.headers.accept?.includes('text/html')
  if (forPeople) response.setHeader('Content-Type', 'text/html; charset=utf-8')
  // The rest of a body is not waited for.
  if (!request.complete) response.setHeader('Connection', 'close')
  response.writeHead(refusal.status)
  if (forPeople) response.end(page)
  else void refusal.text().then((words) => response.end(words))
}
