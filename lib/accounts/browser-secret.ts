import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret by which we recognize the browser that registered; only its digest is stored. */
export function newBrowserSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function hashBrowserSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

export function isSameBrowser(secret: string | undefined, hash: string | null): boolean {
  if (!secret || !hash) return false
  return timingSafeEqual(Buffer.from(hashBrowserSecret(secret)), Buffer.from(hash))
}
