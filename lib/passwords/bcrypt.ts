import { isBcryptCost } from './bcrypt-cost'
import type { Scheme } from './scheme'

const FORMAT = /^\$2[aby]\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/

/**
 * Plain bcrypt, as most other systems store it: verified, never made. It reads the first 72 bytes and no more.
 * The three prefixes name one computation; what once told them apart were bugs, long mended.
 */
export const bcrypt = {
  prefixes: ['$2a$', '$2b$', '$2y$'],

  trial(password, hash) {
    const [, cost, salt, digest] = FORMAT.exec(hash) ?? []
    if (!salt || !digest || !isBcryptCost(Number(cost))) return undefined
    // Bcrypt ends a password with NUL and repeats it, so `abc\0abc` would open what `abc` does: computed, but never right.
    const expected = password.includes('\0') ? '' : digest
    return { step: { run: 'bcrypt', input: password.toWellFormed(), salt, cost: Number(cost) }, digest: expected }
  },
} satisfies Scheme
