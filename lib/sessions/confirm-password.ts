import { type FoundSession, notePassword } from '@/db/sessions/sessions'
import type { Caller } from '@/lib/operation'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { type Failure, type FieldErrors, fail } from '@/lib/result'
import { perSession } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'

/** All operations that ask for the password share this limit. It counts per session, so a stolen session cannot use up the owner's attempts. */
export const passwordAttempts = limitFailures('current-password', [perSession(10, '15m')])

/**
 * Checks the account's password before a risky change and returns undefined if the change may go ahead. Refuses with
 * `wrong-password`, or with `invalid-input` if a required password is missing.
 */
export async function confirmPassword(
  session: FoundSession,
  password: string | undefined,
  caller: Caller,
): Promise<Failure | undefined> {
  if (password === undefined) {
    const missing = missingPassword(session, password, caller)
    return missing.current_password && fail('invalid-input', missing)
  }
  const { id, user } = session
  const { valid } = await verifyPassword(password, user.passwordHash)
  if (!valid) return fail('wrong-password', { current_password: ['This is not your current password.'] })
  await notePassword(id)
  return undefined
}

/** The error for a current password that is required but missing. A page may omit it while the session is fresh; an API client, whose token may have been copied, never. */
export function missingPassword({ fresh }: FoundSession, password: string | undefined, { door }: Caller): FieldErrors {
  if (password !== undefined || (fresh && door === 'browser')) return {}
  return { current_password: ['Enter your current password.'] }
}
