import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { UNKNOWN_METHOD } from '@/app/_http/request/own-headers'
import type { Step } from '@/server/pipeline'

const ROUTER_STATE = 'next-router-state-tree'
/** Next reads no longer value, and all of our pages need less than a twentieth of it. */
const LONGEST_STATE = 40_000
const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

const segment = z.union([z.string(), z.tuple([z.string(), z.string(), z.string(), z.array(z.string()).nullable()])])
/** The part of a page that a browser already shows: a segment, the segments below it, and markers of Next. */
const routerState: z.ZodType = z.lazy(() =>
  z.tuple([
    segment,
    z.record(z.string(), routerState),
    z.tuple([z.string(), z.string()]).nullish(),
    z.enum(['refetch', 'inside-shared-layout', 'metadata-only']).nullish(),
    z.number().nullish(),
    z.string().optional(),
  ]),
)

/** Removes headers that Next cannot handle from a request. */
export const dropBrokenHints: Step = (request) => {
  const { headers, method = '' } = request
  // Next answers a state that it cannot read with 500, and a request without one with the whole page.
  if (!isRouterState(headers)) delete headers[ROUTER_STATE]
  delete headers[UNKNOWN_METHOD]
  // OPTIONS too, because Next would list methods that are always refused.
  if (!KNOWN_METHODS.includes(method)) {
    request.method = 'PUT'
    // Some routes have PUT, and must not run for another method.
    headers[UNKNOWN_METHOD] = 'true'
  }
  return false
}

function isRouterState(headers: IncomingHttpHeaders): boolean {
  const state = headers[ROUTER_STATE]
  if (typeof state !== 'string' || state.length > LONGEST_STATE) return false
  try {
    return routerState.safeParse(JSON.parse(decodeURIComponent(state))).success
  } catch {
    return false
  }
}
