import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'

/**
 * The whole body, which whoever comes next can still read; undefined if it is longer than `limit` bytes. A body that breaks off
 * is returned as far as it came.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  while (size <= limit) {
    for (let chunk = request.read(); chunk !== null; chunk = request.read()) {
      chunks.push(chunk)
      size += chunk.length
    }
    if (request.complete || request.destroyed) break
    await once(request, 'readable').catch(() => undefined)
  }
  if (size > limit) return undefined
  const body = Buffer.concat(chunks)
  // In the same turn in which the last part was read, because nothing can be put back after `end`.
  if (size > 0 && request.complete) request.unshift(body)
  return body
}
