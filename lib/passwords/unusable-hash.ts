import { NO_PASSWORD } from '@/db/accounts/users'
import { log } from '@/lib/log'
import { perProcess } from '@/lib/per-process'
import { schemeOf } from './schemes/known-schemes'

const told = perProcess('unusable-hash', () => ({ once: false }))

/**
 * Tells the operator that a stored hash cannot be checked against any password. Only once per process, because a line for
 * each attempt would let a stranger fill the log.
 */
export function reportUnusableHash(hash: string): void {
  if (told.once || hash.startsWith(NO_PASSWORD)) return
  told.once = true
  // Only the kind of the hash, because a damaged column may contain a password as it was typed.
  log().warn({
    event: 'hash-unusable',
    scheme: schemeOf(hash)?.prefixes.find((each) => hash.startsWith(each)) ?? 'unknown',
  })
}
