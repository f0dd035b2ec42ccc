import { createHash, randomBytes } from 'node:crypto'
import { bareCode } from './code'

const CODES = 10
const SIGNS = 24
const GROUP = /.{6}(?!$)/g
/** 32 signs, so the low five bits of a random byte choose each one evenly: 120 bits for a code. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ten new codes to show once, and the digests to store. */
export function newRecoveryCodes(userId: string): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: CODES }, newCode)
  return { codes, hashes: codes.map((code) => hashRecoveryCode(userId, code)) }
}

/**
 * A plain digest, since 120 random bits cannot be guessed from it (ASVS 6.5.2). It does not depend on AUTH_SECRET, so the codes
 * still work when that is lost. It contains the user, so a row copied to another account opens nothing.
 */
export function hashRecoveryCode(userId: string, code: string): string {
  return createHash('sha256')
    .update(`${userId}/${bareCode(code)}`)
    .digest('base64url')
}

function newCode(): string {
  const signs = Array.from(randomBytes(SIGNS), (byte) => ALPHABET[byte & 31])
  return signs.join('').replace(GROUP, '$&-')
}
