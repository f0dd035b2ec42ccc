import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'

/** More than anyone types or pastes. */
const AT_MOST_BYTES = 4 * 1024 * 1024

/**
 * Reads and discards the rest of a body. Browsers do not read an answer that comes before they have sent everything: the
 * connection is reset as it closes, and they report that the site could not be reached.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  let size = 0
  while (size <= AT_MOST_BYTES) {
    for (let chunk = request.read(); chunk !== null; chunk = request.read()) size += chunk.length
    if (request.complete || request.destroyed) return
    await once(request, 'readable').catch(() => undefined)
  }
}
