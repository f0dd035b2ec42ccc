import ipaddr from 'ipaddr.js'

/** Whose address it is as far as one can tell: all of a /64 belong to one subscriber (RFC 6177), an IPv4 address stands alone. */
export function networkOfIp(ip: string | undefined): string {
  if (!ip || !ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  if (address.kind() === 'ipv4') return address.toString()
  const bytes = address.toByteArray().map((byte, place) => (place < 8 ? byte : 0))
  return `${ipaddr.fromByteArray(bytes)}/64`
}
