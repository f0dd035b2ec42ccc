import { ServerResponse } from 'node:http'
import { config } from '@/lib/config'
import { responseHeaders, strictestPolicy } from './response-headers'

const TWO_YEARS = 63_072_000
const always = Object.entries({ ...responseHeaders, 'Content-Security-Policy': strictestPolicy })

/**
 * Adds what a response lacks at the last moment, since Next's own redirects and refusals bear no header of ours; the
 * function it returns ends that. Every response of the process, since those that came during its start were not marked.
 */
export function completeResponses(): () => void {
  const { prototype } = ServerResponse
  const { writeHead } = prototype
  prototype.writeHead = function (this: ServerResponse, ...head: Parameters<typeof writeHead>) {
    complete(this, head[0])
    return writeHead.apply(this, head)
  } as typeof writeHead
  return () => {
    prototype.writeHead = writeHead
  }
}

function complete(response: ServerResponse, status: number): void {
  for (const [name, value] of always) add(response, name, value)
  if (config().APP_URL.startsWith('https:')) {
    add(response, 'Strict-Transport-Security', `max-age=${TWO_YEARS}; includeSubDomains`)
  }
  // Next sends the words of a redirect or a refusal without saying what they are.
  if (status >= 300 && status !== 304) add(response, 'Content-Type', 'text/plain; charset=utf-8')
}

function add(response: ServerResponse, name: string, value: string): void {
  if (!response.hasHeader(name)) response.setHeader(name, value)
}
