import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * The client's address as far as it can be believed: each trusted proxy has appended the address it saw, so the
 * `trusted`-th from the right is the client's; what stands further left anybody may have written.
 */
export function clientIp(request: Pick<IncomingMessage, 'headers' | 'socket'>, trusted: number): string {
  const direct = plain(request.socket.remoteAddress ?? '')
  if (trusted === 0) return direct
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',')
  const claimed = plain(forwarded.at(-trusted)?.trim() ?? '')
  return isIP(claimed) ? claimed : direct
}

/** IPv4 as a dual-stack socket shows it. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}
