import ipaddr from 'ipaddr.js'
import { readIpAddress } from '@/lib/rules/ip-address'

/** What is counted together because its address cannot be told. */
export const NO_NETWORK = 'unknown'

/** Whose address it is as far as one can tell: all of a /64 belong to one subscriber (RFC 6177), an IPv4 address stands alone. */
export function networkOfIp(ip: string | undefined): string {
  const read = readIpAddress(ip ?? '')
  if (read === undefined) return NO_NETWORK
  const address = ipaddr.parse(read)
  if (address.kind() === 'ipv4') return address.toString()
  const bytes = address.toByteArray().map((byte, place) => (place < 8 ? byte : 0))
  return `${ipaddr.fromByteArray(bytes)}/64`
}
