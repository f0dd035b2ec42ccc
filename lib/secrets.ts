import { createHmac, hkdfSync } from 'node:crypto'
import { config } from './config'

/**
 * One key of 32 bytes for each configured secret, newest first, of use for `purpose` alone (HKDF, RFC 5869):
 * what is signed for one purpose says nothing for another.
 */
export function keysFor(purpose: string): Uint8Array[] {
  const { AUTH_SECRET } = config()
  const made = keys.get(AUTH_SECRET) ?? new Map<string, Uint8Array[]>()
  keys.set(AUTH_SECRET, made)
  const known = made.get(purpose) ?? AUTH_SECRET.map((secret) => derive(secret, purpose))
  made.set(purpose, known)
  return known
}

/** Kept, since each takes as long to derive as to use; of each list of secrets apart. */
const keys = new WeakMap<string[], Map<string, Uint8Array[]>>()

function derive(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `rekey/${purpose}`, 32))
}

/** Names an address in the log without telling it; the same address always gets the same digest. */
export function emailDigest(emailCanonical: string): string {
  const [key] = keysFor('email-digest') as [Uint8Array]
  return createHmac('sha256', key).update(emailCanonical).digest('hex').slice(0, 16)
}
