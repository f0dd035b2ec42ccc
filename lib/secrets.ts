import { createHmac, hkdfSync } from 'node:crypto'
import { config } from './config'

/**
 * One key of 32 bytes for each configured secret, newest first, of use for `purpose` alone (HKDF, RFC 5869):
 * what is signed for one purpose says nothing for another.
 */
export function keysFor(purpose: string): Uint8Array[] {
  return config().AUTH_SECRET.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', `rekey/${purpose}`, 32)))
}

/** Names an address in the log without telling it; the same address always gets the same digest. */
export function emailDigest(emailCanonical: string): string {
  const [key] = keysFor('email-digest') as [Uint8Array]
  return createHmac('sha256', key).update(emailCanonical).digest('hex').slice(0, 16)
}
