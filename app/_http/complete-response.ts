import type { ServerResponse } from 'node:http'
import { config } from '@/lib/config'
import { responseHeaders, strictestPolicy } from './response-headers.mjs'

const TWO_YEARS = 63_072_000

/** Adds what a response lacks at the last moment, since Next's own redirects and refusals bear no header of ours. */
export function completeResponse(response: ServerResponse): void {
  const writeHead = response.writeHead
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    for (const [name, value] of Object.entries(expected(head[0]))) {
      if (!response.hasHeader(name)) response.setHeader(name, value)
    }
    return writeHead.apply(response, head)
  }) as typeof writeHead
}

function expected(status: number): Record<string, string> {
  return {
    ...responseHeaders,
    'Content-Security-Policy': strictestPolicy,
    ...(config().APP_URL.startsWith('https:') && {
      'Strict-Transport-Security': `max-age=${TWO_YEARS}; includeSubDomains`,
    }),
    // Next sends the words of a redirect or a refusal without saying what they are.
    ...(status >= 300 && status !== 304 && { 'Content-Type': 'text/plain; charset=utf-8' }),
  }
}
