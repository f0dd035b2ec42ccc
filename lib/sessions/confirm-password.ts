import { type FoundSession, notePassword } from '@/db/sessions/sessions'
import type { Caller } from '@/lib/operation'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { type Failure, fail } from '@/lib/result'
import { perSession } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'

/** Shared by all that ask for it, and a session's own: a stolen one uses up nobody else's tries. */
export const passwordAttempts = limitFailures('current-password', [perSession(10, '15m')])

/**
 * Asks for the account's password before something risky; undefined when it was given and is right. A page may go
 * without it while the session is fresh; a program, whose token may have been copied, never. Refuses with
 * `wrong-password`, or `invalid-input` where it is missing.
 */
export async function confirmPassword(
  { id, user, fresh }: FoundSession,
  password: string | undefined,
  { door }: Caller,
): Promise<Failure | undefined> {
  if (password === undefined) {
    if (fresh && door === 'browser') return undefined
    return fail('invalid-input', { current_password: ['Enter your current password.'] })
  }
  const { valid } = await verifyPassword(password, user.passwordHash)
  if (!valid) return fail('wrong-password', { current_password: ['This is not your current password.'] })
  await notePassword(id)
  return undefined
}
