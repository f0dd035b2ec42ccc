import ipaddr from 'ipaddr.js'
import { readIpAddress } from '@/lib/rules/ip-address'

/** Callers without a known IP address are counted together. */
export const NO_NETWORK = 'unknown'

/** The network that an IP address is counted under: a whole /64 belongs to one subscriber (RFC 6177), an IPv4 address counts alone. */
export function networkOfIp(ip: string | undefined): string {
  const read = readIpAddress(ip ?? '')
  if (read === undefined) return NO_NETWORK
  const address = ipaddr.parse(read)
  if (address.kind() === 'ipv4') return address.toString()
  const bytes = address.toByteArray().map((byte, place) => (place < 8 ? byte : 0))
  return `${ipaddr.fromByteArray(bytes)}/64`
}
