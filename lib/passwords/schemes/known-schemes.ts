import { config } from '@/lib/config'
import { argon2id } from './argon2id'
import { bcrypt } from './bcrypt'
import { bcryptSha256 } from './bcrypt-sha256'
import { bcryptSha256V1 } from './bcrypt-sha256-v1'
import { djangoBcryptSha256 } from './django-bcrypt-sha256'
import { pbkdf2Sha256 } from './pbkdf2-sha256'
import type { MakingScheme, Scheme } from './scheme'

const making = { bcrypt: bcryptSha256, argon2id } satisfies Record<string, MakingScheme>
const known: Scheme[] = [bcryptSha256, argon2id, bcrypt, bcryptSha256V1, djangoBcryptSha256, pbkdf2Sha256]

/** The scheme that PASSWORD_HASH names: new hashes use it, and all others are replaced at the next login. */
export function configuredScheme(): MakingScheme {
  return makingScheme(config().PASSWORD_HASH)
}

export function makingScheme(name: keyof typeof making): MakingScheme {
  return making[name]
}

export function schemeOf(hash: string | undefined): Scheme | undefined {
  return known.find(({ prefixes }) => prefixes.some((prefix) => hash?.startsWith(prefix)))
}
