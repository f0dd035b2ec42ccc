import { isIP } from 'node:net'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** When something happened and, where known, from which address: "on 3 November 2026 at 14:05 UTC, from …". */
export function circumstances(at: Date, ip?: string): string {
  const moment = `on ${day.format(at)} at ${at.toISOString().slice(11, 16)} UTC`
  // Behind a proxy the address is a header's word: what is not an IP address is not repeated.
  return ip && isIP(ip) && !ip.includes('%') ? `${moment}, from the address ${ip}` : moment
}
