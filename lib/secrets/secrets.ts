import { createHmac, hkdfSync } from 'node:crypto'
import { config } from '@/lib/config'

/**
 * One key of 32 bytes for each configured secret, newest first, valid only for `purpose` (HKDF, RFC 5869):
 * a signature for one purpose is not valid for another.
 */
export function keysFor(purpose: string): Uint8Array[] {
  return keysOf(config().AUTH_SECRET, purpose)
}

/** The same for other secrets than those of this process. */
export function keysOf(secrets: string[], purpose: string): Uint8Array[] {
  const made = keys.get(secrets) ?? new Map<string, Uint8Array[]>()
  keys.set(secrets, made)
  const known = made.get(purpose) ?? secrets.map((secret) => derive(secret, purpose))
  made.set(purpose, known)
  return known
}

/** Cached for each list of secrets, because deriving a key takes as long as using it. */
const keys = new WeakMap<string[], Map<string, Uint8Array[]>>()

function derive(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `rekey/${purpose}`, 32))
}

/** Identifies an email in the log without revealing it; the same email always gets the same digest. */
export function emailDigest(emailCanonical: string): string {
  const [key] = keysFor('email-digest') as [Uint8Array]
  return createHmac('sha256', key).update(emailCanonical).digest('hex').slice(0, 16)
}
