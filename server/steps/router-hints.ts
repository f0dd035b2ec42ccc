import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import type { Step } from '@/server/pipeline'

const ROUTER_STATE = 'next-router-state-tree'
/** Next reads no longer one, and every page of ours takes a twentieth of it. */
const LONGEST_STATE = 40_000
const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

const segment = z.union([z.string(), z.tuple([z.string(), z.string(), z.string(), z.array(z.string()).nullable()])])
/** What a browser of ours says it shows already: a segment, the same for what lies below it, and marks of Next's. */
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

/** Takes from a request what Next stumbles over. */
export const dropBrokenHints: Step = (request) => {
  const { headers, method = '' } = request
  // A state that it cannot read would be a 500; without one it sends the whole page.
  if (!isRouterState(headers)) delete headers[ROUTER_STATE]
  // OPTIONS too: Next would tell of methods that are answered by nothing but a refusal.
  if (!KNOWN_METHODS.includes(method)) request.method = 'PUT'
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
