import { isIPv6 } from 'node:net'

const HOST_AND_PORT = /^(?:\[([\da-f:.]+)\]|((?:[\w-]{1,63}\.)*[\w-]{1,63}\.?))(?::(\d{0,5}))?$/i
const LONGEST_NAME = 254
const HIGHEST_PORT = 65_535

/** True for a DNS name, also with underscores as in private networks, or an IP address, with or without a port. */
export function isHost(text: string): boolean {
  const [, address, name = '', port] = HOST_AND_PORT.exec(text) ?? []
  if (address === undefined && !name) return false
  if (address !== undefined && !isIPv6(address)) return false
  return name.length <= LONGEST_NAME && Number(port ?? 0) <= HIGHEST_PORT
}
