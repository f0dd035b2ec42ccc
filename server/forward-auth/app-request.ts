import type { IncomingMessage, ServerResponse } from 'node:http'
import { seatCookiesAt } from '@/lib/forward-auth/app-origin'
import { type Checked, checkSeat } from '@/lib/forward-auth/check-seat'
import { exchangeOf } from '@/server/exchanges'
import { refuse } from '@/server/refusal'
import { cookiesOf } from './cookies'

const HOST = /^(\[[\da-f:.]+\]|[a-z\d_-]+(\.[a-z\d_-]+)*)(:\d{1,5})?$/

/** A request that a proxy sends on behalf of a browser at the host of an app. */
export type AppRequest = { request: IncomingMessage; response: ServerResponse; host: string }

/** The host comes from what was received alone: later steps remove it, and Next must not believe it. */
export function appRequest(request: IncomingMessage, response: ServerResponse): AppRequest {
  const exchange = exchangeOf(request)
  if (exchange) exchange.atApp = true
  return { request, response, host: exchange?.received.forwardedHost ?? '' }
}

/** Throws Unavailable. */
export async function checkRequest(asked: AppRequest): Promise<Checked> {
  return isPossibleHost(asked.host) ? checkSeat(asked.host, seatToken(asked)) : { is: 'unknown-host' }
}

/** Whether an app can be at this host: as browsers write it, in lower case, with a port unless it is the usual one. */
function isPossibleHost(host: string): boolean {
  return host.length <= 260 && HOST.test(host) && URL.canParse(`http://${host}`)
}

/** The token of the seat that the browser has at this host. */
export function seatToken({ request, host }: AppRequest): string | undefined {
  const cookies = cookiesOf(request)
  const name = seatCookiesAt(host).find((each) => cookies.has(each))
  return name && cookies.get(name)
}

/** Whether a person waits for a page, and not a script for data. */
export function wantsPage({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/html') ?? false
}

export const isRead = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD'

/** Returns the status. */
export function refuseMethod({ request, response }: AppRequest): number {
  refuse(request, response, 'method-not-allowed', { allow: 'GET, HEAD' })
  return 405
}
