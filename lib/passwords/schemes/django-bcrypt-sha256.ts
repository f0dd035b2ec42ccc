import { createHash } from 'node:crypto'
import { bcrypt } from './bcrypt'
import type { Scheme } from './scheme'

const PREFIX = 'bcrypt_sha256$'

/** Django's BCryptSHA256PasswordHasher, bcrypt of the SHA-256 in hex: verified, but never made. */
export const djangoBcryptSha256 = {
  prefixes: [PREFIX],

  trial: (password, hash) =>
    bcrypt.trial(createHash('sha256').update(password).digest('hex'), hash.slice(PREFIX.length)),
} satisfies Scheme
