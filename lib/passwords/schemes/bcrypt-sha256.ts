import { createHmac } from 'node:crypto'
import { COST, isBcryptCost, isWeakerThanCost, randomSalt, remainingToCost } from './bcrypt-cost'
import type { MakingScheme } from './scheme'

const FORMAT = /^\$bcrypt-sha256\$v=2,t=2b,r=([1-9]\d?)\$([./A-Za-z0-9]{21}[.Oeu])\$([./A-Za-z0-9]{31})$/

/** Version 2 of Passlib's bcrypt_sha256: every byte of the password counts, however many, NUL included. */
export const bcryptSha256 = {
  prefixes: ['$bcrypt-sha256$v='],

  recipe(password: string, cost = COST) {
    const salt = randomSalt()
    const step = { run: 'bcrypt', input: keyed(password, salt), salt, cost } as const
    return { step, encode: (digest: string) => `$bcrypt-sha256$v=2,t=2b,r=${cost}$${salt}$${digest}` }
  },

  trial(password, hash) {
    const [, cost, salt, digest] = FORMAT.exec(hash) ?? []
    if (!salt || !digest || !isBcryptCost(Number(cost))) return undefined
    return { step: { run: 'bcrypt', input: keyed(password, salt), salt, cost: Number(cost) }, digest }
  },

  weaker: isWeakerThanCost,
  remaining: remainingToCost,
} satisfies MakingScheme

// Keyed by the salt, because a plain SHA-256 would let an attacker try SHA-256 hashes stolen from another site directly.
function keyed(password: string, salt: string): string {
  return createHmac('sha256', salt).update(password).digest('base64')
}
