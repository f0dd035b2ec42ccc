import type { ProblemCode } from '@/lib/import/row-problems'
import { schemeOf } from '@/lib/passwords/schemes/known-schemes'

/** The text before the cost in each scheme, and a cost that is always supported. */
const COSTS = [
  [/^((?:bcrypt_sha256\$)?\$2[abxy]\$)\d\d(?=\$)/, '$112'],
  [/^(\$bcrypt-sha256\$(?:v=2,t=2b,r=|2[ab],))\d{1,3}(?=\$)/, '$112'],
  [/^(\$?pbkdf2[-_]sha256\$)\d{1,12}(?=\$)/, '$11000'],
  [/^(\$argon2id\$v=19\$)m=\d{1,12},t=\d{1,12},p=\d{1,4}(?=\$)/, '$1m=64,t=1,p=1'],
] as const

/** Why this hash cannot be used to check a password; undefined if it can. */
export function hashFault(hash: string | undefined): ProblemCode | undefined {
  if (!hash) return 'password-missing'
  if (isComputable(hash)) return undefined
  if (!schemeOf(hash)) return 'password-unknown'
  const atUsualCost = COSTS.reduce((text, [cost, usual]) => text.replace(cost, usual), hash)
  return isComputable(atUsualCost) ? 'password-cost' : 'password-malformed'
}

function isComputable(hash: string): boolean {
  return schemeOf(hash)?.trial('', hash) !== undefined
}
