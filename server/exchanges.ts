import type { IncomingMessage } from 'node:http'
import type { Exchange } from '@/lib/exchange'

const exchanges = new WeakMap<IncomingMessage, Exchange>()

export function keepExchange(request: IncomingMessage, exchange: Exchange): void {
  exchanges.set(request, exchange)
}

/** Undefined for a request that has not passed the step `identify`. */
export function exchangeOf(request: IncomingMessage): Exchange | undefined {
  return exchanges.get(request)
}
