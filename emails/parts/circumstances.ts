import { isIP } from 'node:net'
import { visible } from '@/emails/parts/visible-text'

const LONGEST_DEVICE = 60
const WRITTEN_LIKE_A_DEVICE = /^(?:[A-Za-z0-9 ()+-]|(?<=\d)\.(?=\d))+$/

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/**
 * When something happened and, where known, from which address and with what: "on 3 November 2026 at 14:05 UTC, from
 * the address 203.0.113.9 with Firefox on Linux".
 */
export function circumstances(at: Date, ip?: string, device?: string): string {
  const words = deviceWords(device)
  const where = [isIpAddress(ip) && `from the address ${ip}`, words && `with ${words}`].filter(Boolean).join(' ')
  return where ? `${dateAndTime(at)}, ${where}` : dateAndTime(at)
}

/** "on 3 November 2026 at 14:05 UTC" */
export function dateAndTime(at: Date): string {
  return `on ${day.format(at)} at ${at.toISOString().slice(11, 16)} UTC`
}

/** Behind a proxy the address is a header's word: what is not an IP address is not repeated. */
function isIpAddress(ip = ''): boolean {
  return isIP(ip) > 0 && !ip.includes('%')
}

/** A header's word too, and chosen by whoever did it: what could be read as a link is not repeated. */
function deviceWords(device = ''): string | undefined {
  const words = [...visible(device)].slice(0, LONGEST_DEVICE).join('').trim()
  return WRITTEN_LIKE_A_DEVICE.test(words) ? words : undefined
}
