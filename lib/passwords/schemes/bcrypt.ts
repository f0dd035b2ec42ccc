import { isBcryptCost } from './bcrypt-cost'
import type { Scheme } from './scheme'

const FORMAT = /^\$2[abxy]\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/

/**
 * Plain bcrypt, as most other systems store it: verified, but never made. It reads only the first 72 bytes. Three prefixes
 * name the same computation; they once marked bugs that were fixed long ago. `$2x$` marks hashes made with one of those
 * bugs: passwords with letters outside ASCII are refused here, and all others verify.
 */
export const bcrypt = {
  prefixes: ['$2a$', '$2b$', '$2x$', '$2y$'],

  trial(password, hash) {
    const [, cost, salt, digest] = FORMAT.exec(hash) ?? []
    if (!salt || !digest || !isBcryptCost(Number(cost))) return undefined
    // Bcrypt ends a password with NUL and repeats it, so `abc\0abc` would match the hash of `abc`: computed, but never accepted.
    const expected = password.includes('\0') ? '' : digest
    return { step: { run: 'bcrypt', input: password.toWellFormed(), salt, cost: Number(cost) }, digest: expected }
  },
} satisfies Scheme
