import type { User } from '@/db/accounts/users'
import { emailDigest } from '@/lib/secrets'
import { perAccount, perDevice, perIp, perProgram } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'

/** Known devices and API clients have attempts of their own, so that an attacker's attempts never lock the account owner out. */
export const loginAttempts = limitFailures(
  'login',
  [perIp(50, '15m'), perAccount(10, '15m')],
  [perDevice(10, '15m')],
  [perProgram(10, '15m')],
)

/**
 * The prefixes of the keys under which failed logins to this account are counted: by email, API client and browser. Those of
 * an IP address do not belong to the account, and an attacker behind it must not get them back.
 */
export function attemptsAt({ id, emailCanonical }: Pick<User, 'id' | 'emailCanonical'>): string[] {
  const digest = emailDigest(emailCanonical)
  const seconds = loginAttempts.budgets[0]!.seconds
  return [`login/account/${seconds}/${digest}`, `login/program/${seconds}/${digest}/`, `login/device/${seconds}/${id}/`]
}
