import type { IncomingMessage } from 'node:http'
import { readIpAddress } from '@/lib/rules/ip-address'

/** `ip` is undefined where it cannot be told; `doubt` says why X-Forwarded-For does not name the client. */
export type Client = { ip?: string; doubt?: 'missing' | 'short' | 'unreadable' }

/**
 * The client's address as far as it can be believed: each trusted proxy has appended the address it saw, so the
 * `trusted`-th from the right is the client's; what stands further left anybody may have written.
 */
export function clientOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, trusted: number): Client {
  const direct = readIpAddress(socket.remoteAddress ?? '')
  if (trusted === 0) return { ip: direct }
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
  // A list may have empty members, which count for nothing (RFC 9110 §5.6.1.2).
  const members = forwarded.map((each) => each.trim()).filter(Boolean)
  const claimed = members.at(-trusted)
  if (claimed === undefined) return { ip: direct, doubt: members.length > 0 ? 'short' : 'missing' }
  const ip = readIpAddress(claimed)
  // Not the connection's own: the proxy would be the client, in mails and for throttles, whoever comes through it.
  return ip ? { ip } : { doubt: 'unreadable' }
}
