import { isBcryptCost } from './bcrypt-cost'
import type { Scheme } from './scheme'

const FORMAT = /^\$2[abxy]\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/

/**
 * Plain bcrypt, as most other systems store it: verified, never made. It reads the first 72 bytes and no more.
 * Three prefixes name one computation; what once told them apart were bugs, long mended. `$2x$` marks hashes that such a
 * bug made: it took letters beyond ASCII for others, so that those passwords are refused here, and all others verify.
 */
export const bcrypt = {
  prefixes: ['$2a$', '$2b$', '$2x$', '$2y$'],

  trial(password, hash) {
    const [, cost, salt, digest] = FORMAT.exec(hash) ?? []
    if (!salt || !digest || !isBcryptCost(Number(cost))) return undefined
    // Bcrypt ends a password with NUL and repeats it, so `abc\0abc` would open what `abc` does: computed, but never right.
    const expected = password.includes('\0') ? '' : digest
    return { step: { run: 'bcrypt', input: password.toWellFormed(), salt, cost: Number(cost) }, digest: expected }
  },
} satisfies Scheme
