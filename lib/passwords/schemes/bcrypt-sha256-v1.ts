import { createHash } from 'node:crypto'
import { isBcryptCost } from './bcrypt-cost'
import type { Scheme } from './scheme'

const FORMAT = /^\$bcrypt-sha256\$2[ab],([1-9]\d?)\$([./A-Za-z0-9]{22})\$([./A-Za-z0-9]{31})$/

/**
 * The format of Passlib before 1.7.3: verified, but never made, because its plain SHA-256 lets an attacker try hashes
 * stolen from another site directly.
 */
export const bcryptSha256V1 = {
  prefixes: ['$bcrypt-sha256$2'],

  trial(password, hash) {
    const [, cost, salt, digest] = FORMAT.exec(hash) ?? []
    if (!salt || !digest || !isBcryptCost(Number(cost))) return undefined
    const input = createHash('sha256').update(password).digest('base64')
    return { step: { run: 'bcrypt', input, salt, cost: Number(cost) }, digest }
  },
} satisfies Scheme
