import type { IncomingMessage, ServerResponse } from 'node:http'
import { REQUEST_ID } from '@/app/_http/request/own-headers'
import { describeError, log } from '@/lib/log'
import { exchangeOf } from '@/server/exchanges'
import { refuse } from './refusal'

/** One step of handling a request. It returns true if it has answered; later steps are then skipped. */
export type Step = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>
export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Runs the steps in order until one has answered. */
export function pipeline(steps: readonly Step[]): Listener {
  return async (request, response) => {
    try {
      for (const step of steps) {
        const answered = step(request, response)
        // A synchronous step does not cost a turn of the event loop.
        if (typeof answered === 'boolean' ? answered : await answered) return
      }
    } catch (error) {
      fault(error, request, response)
    }
  }
}

function fault(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.split('?')[0]
  const exchange = exchangeOf(request)
  // The error is ours, whatever was posted.
  if (exchange) exchange.acted = true
  log().error({ event: 'unexpected', path, request: request.headers[REQUEST_ID], ...describeError(error) })
  if (response.headersSent) response.destroy()
  else refuse(request, response, 'unexpected')
}
