import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** What proxies write around an IP address: quotes, brackets, the port of the connection, or a zone. */
const QUOTED = /^"(.*)"$/
const BRACKETED = /^\[([^[\]]*)\](?::\d{1,5})?$/
const IPV4_AND_PORT = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/
/** Without brackets, the port is unambiguous only after an IPv6 address that is written in full. */
const IPV6_AND_PORT = /^((?:[\da-f]{1,4}:){7}[\da-f]{1,4}):\d{1,5}$/i
const ZONE = /%[\w.~-]+$/

/**
 * The IP address in a text, always in the same spelling: lower case, the shortest form, and IPv4 even if it was mapped into
 * IPv6. Undefined for anything else, including numbers that some programs read as octal.
 */
export function readIpAddress(text: string): string | undefined {
  const bare = text.trim().replace(QUOTED, '$1').trim()
  const [, host = bare] = BRACKETED.exec(bare) ?? IPV4_AND_PORT.exec(bare) ?? IPV6_AND_PORT.exec(bare) ?? []
  const address = host.replace(ZONE, '')
  // Brackets are only for IPv6.
  if (bare.startsWith('[') && !address.includes(':')) return undefined
  // Node checks first, because ipaddr.js also accepts octal, hexadecimal and shortened IPv4 addresses.
  return isIP(address) ? ipaddr.process(address).toString() : undefined
}
