import { createHash, randomBytes } from 'node:crypto'

/** A session token and how it was sent: a cookie's token does not work as a bearer token, nor the other way around. */
export type Credential = { token: string; kind: 'browser' | 'api' }

/** 256 random bits; only the digest is stored, so a copy of the table opens no session. */
export function newSessionToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashSessionToken(token) }
}

export function hashSessionToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
