import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'

/** More than anybody types or pastes. */
const AT_MOST_BYTES = 4 * 1024 * 1024

/**
 * Takes the rest of a body that nobody wants. To an answer that comes before its end browsers are deaf: the closing connection
 * resets what is under way, and they say that the site could not be reached.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  let size = 0
  while (size <= AT_MOST_BYTES) {
    for (let chunk = request.read(); chunk !== null; chunk = request.read()) size += chunk.length
    if (request.complete || request.destroyed) return
    await once(request, 'readable').catch(() => undefined)
  }
}
