import type { IncomingHttpHeaders } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'

const ROUTER_STATE = 'next-router-state-tree'

/**
 * Takes what Next stumbles over out of a request's headers: a router state that it cannot read would be a 500 (without one it
 * sends the whole page), and a prefetch of its older router a 200 at any address, with nothing done.
 */
export function dropBrokenHints(headers: IncomingHttpHeaders): void {
  delete headers['x-middleware-prefetch']
  try {
    parseAndValidateFlightRouterState(headers[ROUTER_STATE])
  } catch {
    delete headers[ROUTER_STATE]
  }
}
