import type { User } from '@/db/accounts/users'
import { emailDigest } from '@/lib/secrets/secrets'
import type { Budget } from './budgets'
import type { Throttle } from './throttle'

/** How many attempts at an account are counted under the keys that begin so; only one key if it is counted `by` the account. */
export type Counter = { beginning: string; by: Budget['by']; points: number }

/**
 * Where a throttle that knows its callers by email counts attempts at this account: by email, API client and browser. Those of an
 * IP address do not belong to the account, and an attacker behind it must not get them back.
 */
export function countersOfAccount(
  { name, budgets, instead }: Throttle,
  { id, emailCanonical }: Pick<User, 'id' | 'emailCanonical'>,
): Counter[] {
  const digest = emailDigest(emailCanonical)
  const owners: Partial<Record<Budget['by'], string>> = { account: digest, program: `${digest}/`, device: `${id}/` }
  return [budgets, ...instead].flat().flatMap(({ by, seconds, points }) => {
    const owner = owners[by]
    return owner ? [{ beginning: `${name}/${by}/${seconds}/${owner}`, by, points }] : []
  })
}

/** The prefixes of the keys of these counters. */
export function keysOfAccount(throttle: Throttle, user: Pick<User, 'id' | 'emailCanonical'>): string[] {
  return countersOfAccount(throttle, user).map(({ beginning }) => beginning)
}
