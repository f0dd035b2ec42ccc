import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Around an address, as proxies write it: in quotes, in brackets, with the port of the connection, with a zone. */
const QUOTED = /^"(.*)"$/
const BRACKETED = /^\[([^[\]]*)\](?::\d{1,5})?$/
const IPV4_AND_PORT = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/
/** Without brackets only an address that is written out whole leaves no doubt about where the port begins. */
const IPV6_AND_PORT = /^((?:[\da-f]{1,4}:){7}[\da-f]{1,4}):\d{1,5}$/i
const ZONE = /%[\w.~-]+$/

/**
 * The IP address that a text holds, always in the same spelling: lower case, shortest form, and IPv4 as such where it came
 * mapped into IPv6. Undefined for everything else, also for numbers that some readers take for octal ones.
 */
export function readIpAddress(text: string): string | undefined {
  const bare = text.trim().replace(QUOTED, '$1').trim()
  const [, host = bare] = BRACKETED.exec(bare) ?? IPV4_AND_PORT.exec(bare) ?? IPV6_AND_PORT.exec(bare) ?? []
  const address = host.replace(ZONE, '')
  // Brackets belong around IPv6 alone.
  if (bare.startsWith('[') && !address.includes(':')) return undefined
  // Node's own reading comes first: ipaddr.js also takes octal, hexadecimal and shortened IPv4 addresses.
  return isIP(address) ? ipaddr.process(address).toString() : undefined
}
