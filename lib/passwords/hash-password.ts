import type { HashPool } from './hash-pool'
import { configuredScheme } from './known-schemes'
import { passwordForms } from './password-forms'
import type { Recipe } from './scheme'
import { hashPool } from './shared-pool'

/** Makes a hash in the configured scheme, of the composed form. Throws Unavailable when too many wait already. */
export async function hashPassword(password: string): Promise<string> {
  return makeHash(configuredScheme().recipe(passwordForms(password)[0]))
}

/** Makes one hash as a scheme's recipe says, such as `bcryptSha256.recipe('…', 4)`. */
export async function makeHash({ step, encode }: Recipe, pool: HashPool = hashPool()): Promise<string> {
  return encode(await pool.run({ ask: 'digest', step }))
}
