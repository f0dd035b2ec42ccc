import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits. Only the digest is stored, and nobody can guess its way back from it. */
export function newClientSecret(): { secret: string; secretHash: string } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, secretHash: hashClientSecret(secret) }
}

/** SHA-256 in hexadecimal, as the table `clients` has it. */
export function hashClientSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
