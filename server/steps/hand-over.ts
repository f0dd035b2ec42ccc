import type { RequestListener } from 'node:http'
import { withinExchange } from '@/lib/exchange'
import { exchangeOf } from '@/server/exchanges'
import type { Step } from '@/server/pipeline'

/** The last step: Next answers, and its routes can read what is known about the request. */
export function handOver(next: RequestListener): Step {
  return async (request, response) => {
    const exchange = exchangeOf(request)
    const answer = async () => next(request, response)
    await (exchange ? withinExchange(exchange, answer) : answer())
    return true
  }
}
