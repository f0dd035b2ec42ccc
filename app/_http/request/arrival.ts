import type { Arrival } from '@/lib/doctor/site/self-report'
import { currentExchange } from '@/lib/exchange'
import { readIpAddress } from '@/lib/rules/ip-address'
import { CLIENT_IP } from './own-headers'

/** Longer than any real chain of proxies. */
const MOST_ENTRIES = 40

/** How a request arrived, according to the proxies in front and the connection. */
export function arrivalOf(headers: Headers): Arrival {
  const { host = '', proto = '', forwardedFor = '' } = currentExchange()?.received ?? {}
  const entries = forwardedFor.split(',').map((entry) => readIpAddress(entry) ?? entry.trim())
  return {
    address: headers.get(CLIENT_IP) ?? '',
    forwarded: entries.filter(Boolean).slice(-MOST_ENTRIES),
    host,
    proto,
  }
}
