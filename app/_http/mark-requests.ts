import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import { config } from '@/lib/config'
import { clientAddress } from './client-address'

export const REQUEST_ID = 'x-request-id'
/** Ours alone: overwritten on every request, since only this place sees the socket. */
export const CLIENT_ADDRESS = 'x-rekey-client-address'

const TWO_YEARS = 63_072_000

/** Gives every request an id and a believed client address, and every response, files and faults too, what it must carry. */
export function markRequests(): void {
  const { APP_URL, TRUST_PROXY } = config()
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const id = uuidv7()
    // Next cannot hold a TRACE in a Request and would answer 500; a method nobody knows is refused.
    if (request.method === 'TRACE') request.method = 'REFUSED'
    request.headers[REQUEST_ID] = id
    request.headers[CLIENT_ADDRESS] = clientAddress(request, TRUST_PROXY)
    response.setHeader('X-Request-Id', id)
    if (APP_URL.startsWith('https:')) {
      response.setHeader('Strict-Transport-Security', `max-age=${TWO_YEARS}; includeSubDomains`)
    }
  })
}
