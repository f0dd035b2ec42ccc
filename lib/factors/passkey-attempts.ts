import { type Caller, limited } from '@/lib/operation'
import type { Result } from '@/lib/result'
import { perIp } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'

/**
 * Passkeys that were refused, counted by IP address alone: a signature cannot be guessed, so the limit saves only work, and no
 * stranger may use up what the account owner needs.
 */
export const passkeyAttempts = limitFailures('passkey', [perIp(50, '15m')])

/** Counts an attempt with a passkey before its work. */
export function attemptPasskey<T>(caller: Caller, work: () => Promise<Result<T>>): Promise<Result<T>> {
  return limited(passkeyAttempts, { caller }, work)
}
