import type { Seen } from '@/lib/doctor/presence'
import { CLIENT_ADDRESS, FORWARDED_FOR } from './mark-requests'

/** No chain of proxies is this long. */
const MOST_ENTRIES = 40

/** How a request arrived, as the proxies in front and the connection tell it. */
export function seenOf(headers: Headers): Seen {
  const entries = (headers.get(FORWARDED_FOR) ?? '').split(',').map((entry) => entry.trim())
  return {
    address: headers.get(CLIENT_ADDRESS) ?? '',
    forwarded: entries.filter(Boolean).slice(-MOST_ENTRIES),
    host: headers.get('host') ?? '',
    proto: headers.get('x-forwarded-proto') ?? '',
  }
}
