import { isIP } from 'node:net'
import { visible } from '@/lib/rules/visible-text'

const LONGEST_DEVICE = 60
const WRITTEN_LIKE_A_DEVICE = /^(?:[A-Za-z0-9 ()+-]|(?<=\d)\.(?=\d))+$/

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' })

/**
 * A line that says when something happened and, where known, with what and from where: "November 3, 2026 at 14:05 UTC, using
 * Firefox on Linux, IP address 203.0.113.9".
 */
export function circumstances(at: Date, givenIp?: string, givenDevice?: string): string {
  const [when, ip, device] = [dateAndTime(at), shownIp(givenIp), shownDevice(givenDevice)]
  if (ip && device) return `${when}, using ${device}, IP address ${ip}`
  if (device) return `${when}, using ${device}`
  return ip ? `${when}, IP address ${ip}` : when
}

/** "November 3, 2026 at 14:05 UTC" */
export function dateAndTime(at: Date): string {
  return `${day.format(at)} at ${at.toISOString().slice(11, 16)} UTC`
}

/** Behind a proxy the IP address comes from a header, so anything that is not an IP address is left out. */
function shownIp(ip = ''): string | undefined {
  return isIP(ip) > 0 && !ip.includes('%') ? ip : undefined
}

/** The caller chooses the header that names the device, so a name that could be read as a link is left out. */
function shownDevice(device = ''): string | undefined {
  const name = [...visible(device)].slice(0, LONGEST_DEVICE).join('').trim()
  return WRITTEN_LIKE_A_DEVICE.test(name) ? name : undefined
}
