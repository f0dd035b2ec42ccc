import { passwordForms } from './password-forms'
import type { HashPool } from './pool/hash-pool'
import { hashPool } from './pool/shared-pool'
import { configuredScheme } from './schemes/known-schemes'
import type { Recipe } from './schemes/scheme'

/** Hashes the composed form of a password in the configured scheme. Throws Unavailable if too many are already waiting. */
export async function hashPassword(password: string): Promise<string> {
  return makeHash(configuredScheme().recipe(passwordForms(password)[0]))
}

/** Makes one hash from a scheme's recipe, such as `bcryptSha256.recipe('…', 4)`. */
export async function makeHash({ step, encode }: Recipe, pool: HashPool = hashPool()): Promise<string> {
  return encode(await pool.run({ ask: 'digest', step }))
}
