import type { IncomingMessage } from 'node:http'
import type { Exchange } from '@/lib/exchange'

const exchanges = new WeakMap<IncomingMessage, Exchange>()

export function keepExchange(request: IncomingMessage, exchange: Exchange): void {
  exchanges.set(request, exchange)
}

/** Whether the request comes from Next, of this instance or another. A client that claims it falsely only gets less of an answer. */
export function isOfNext(request: IncomingMessage): boolean {
  const exchange = exchangeOf(request)
  return exchange !== undefined && (exchange.internal || exchange.byInstance)
}

/** Undefined for a request that has not passed the step `identify`. */
export function exchangeOf(request: IncomingMessage): Exchange | undefined {
  return exchanges.get(request)
}
