import type { IncomingMessage } from 'node:http'
import { readIpAddress } from '@/lib/rules/ip-address'

/** `ip` is undefined if it is unknown; `doubt` says why X-Forwarded-For does not name the client. */
export type Client = { ip?: string; doubt?: 'missing' | 'short' | 'unreadable' }

/**
 * The client's IP address, as far as it can be trusted: each trusted proxy has appended the IP address that it saw, so the
 * `trusted`-th from the right is the client's; anyone may have written the values further left.
 */
export function clientOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, trusted: number): Client {
  const direct = readIpAddress(socket.remoteAddress ?? '')
  if (trusted === 0) return { ip: direct }
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
  // Empty list elements are ignored (RFC 9110 §5.6.1.2).
  const members = forwarded.map((each) => each.trim()).filter(Boolean)
  const claimed = members.at(-trusted)
  if (claimed === undefined) return { ip: direct, doubt: members.length > 0 ? 'short' : 'missing' }
  const ip = readIpAddress(claimed)
  // Not the IP address of the connection: the proxy would be the client in emails and rate limits for everyone behind it.
  return ip ? { ip } : { doubt: 'unreadable' }
}
