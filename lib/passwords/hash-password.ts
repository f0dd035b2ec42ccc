import type { HashPool } from './hash-pool'
import { configuredScheme } from './known-schemes'
import { passwordForms } from './password-forms'
import type { Recipe } from './scheme'
import { hashPool } from './shared-pool'

/** Hashes the composed form of a password in the configured scheme. Throws Unavailable if too many are already waiting. */
export async function hashPassword(password: string): Promise<string> {
  return makeHash(configuredScheme().recipe(passwordForms(password)[0]))
}

/** Makes one hash from a scheme's recipe, such as `bcryptSha256.recipe('…', 4)`. */
export async function makeHash({ step, encode }: Recipe, pool: HashPool = hashPool()): Promise<string> {
  return encode(await pool.run({ ask: 'digest', step }))
}
