import { type Caller, limited } from '@/lib/operation'
import type { Result } from '@/lib/result'
import { perIp } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'

/**
 * Refused passkeys are counted by IP address alone: a signature cannot be guessed, so the limit only saves work, and a stranger
 * must not use up the attempts of the account owner.
 */
export const passkeyAttempts = limitFailures('passkey', [perIp(50, '15m')])

/** Runs `work` within this limit. */
export function attemptPasskey<T>(caller: Caller, work: () => Promise<Result<T>>): Promise<Result<T>> {
  return limited(passkeyAttempts, { caller }, work)
}
