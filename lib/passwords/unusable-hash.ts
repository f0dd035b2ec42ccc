import { NO_PASSWORD } from '@/db/accounts/users'
import { log } from '@/lib/log'
import { perProcess } from '@/lib/per-process'
import { schemeOf } from './known-schemes'

const told = perProcess('unusable-hash', () => ({ once: false }))

/**
 * Tells the operator, once in the life of the process, that the table has a hash that no password can be checked against.
 * Once: a line for each attempt would let a stranger fill the log.
 */
export function reportUnusableHash(hash: string): void {
  if (told.once || hash.startsWith(NO_PASSWORD)) return
  told.once = true
  // Nothing of the hash but its kind: a column that is damaged may hold a password as it was typed.
  log().warn({
    event: 'hash-unusable',
    scheme: schemeOf(hash)?.prefixes.find((each) => hash.startsWith(each)) ?? 'unknown',
  })
}
