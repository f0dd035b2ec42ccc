import type { User } from '@/db/accounts/users'
import { emailDigest } from '@/lib/secrets'
import type { Budget } from './budgets'
import type { Throttle } from './throttle'

/**
 * The prefixes of the keys under which a throttle that knows its callers by email counts attempts at this account: by email, API
 * client and browser. Those of an IP address do not belong to the account, and an attacker behind it must not get them back.
 */
export function keysOfAccount(
  { name, budgets, instead }: Throttle,
  { id, emailCanonical }: Pick<User, 'id' | 'emailCanonical'>,
): string[] {
  const digest = emailDigest(emailCanonical)
  const owners: Partial<Record<Budget['by'], string>> = { account: digest, program: `${digest}/`, device: `${id}/` }
  return [budgets, ...instead].flat().flatMap(({ by, seconds }) => {
    const owner = owners[by]
    return owner ? [`${name}/${by}/${seconds}/${owner}`] : []
  })
}
