import { findUserByEmail, replacePasswordHash, type User } from '@/db/accounts/users'
import { type Caller, logCall, operation } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { fail, type Result } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets/secrets'
import { loginInput } from '@/lib/sessions/schema'
import { PASSWORD_FRESH_MINUTES } from '@/lib/sessions/session-lifetime'
import { trustOf } from '@/lib/trusted-browsers/trusted-browsers'
import { isUnavailable } from '@/lib/unavailable'
import { beginSession, type LoggedIn } from './begin-session'
import { loginAttempts } from './login-attempts'
import { requireSecondStep } from './require-second-step'

/**
 * Refuses with `invalid-credentials` for an unknown email, a wrong password and a disabled account alike. After a right
 * password, an account with two-step login gets `second-step-required`, unless it trusts the browser. A login cancels a scheduled deletion of the account.
 */
export const login = operation({
  input: loginInput,
  throttle: loginAttempts,
  run: async ({ email, password }, caller): Promise<Result<LoggedIn>> => {
    const emailCanonical = canonicalEmail(email)
    let outcome = await attemptLogin(emailCanonical, password, caller)
    // A reset or another login's rehash replaced the hash while we checked it: check the new one.
    if (outcome === 'overtaken') outcome = await attemptLogin(emailCanonical, password, caller)
    if (typeof outcome !== 'string') return outcome
    logCall(caller, { event: 'login.refused', email: emailDigest(emailCanonical) })
    return fail('invalid-credentials')
  },
})

async function attemptLogin(
  emailCanonical: string,
  password: string,
  caller: Caller,
): Promise<Result<LoggedIn> | 'refused' | 'overtaken' | 'step-used'> {
  const user = await findUserByEmail(emailCanonical)
  // An unknown email costs the same hash as a known one, so the time of the answer tells nothing.
  const { valid, stale } = await verifyPassword(password, user?.passwordHash)
  if (!user || !valid) return 'refused'
  const checkedHash = stale ? await renewHash(user, password) : user.passwordHash
  // Only looked at now, so that before the password is right nothing tells whether there is a second step.
  if (!user.twoStepAt) return beginSession(user, { checkedHash }, caller)
  const trustedAt = await trustOf(user, caller)
  if (!trustedAt) return requireSecondStep(user, checkedHash, caller)
  return beginSession(user, { checkedHash, trustedAt, freshMinutes: PASSWORD_FRESH_MINUTES }, caller)
}

/** Returns the new hash of this password, or the old one if the machine is too busy to make a new one now. */
async function renewHash(user: User, password: string): Promise<string> {
  try {
    const next = await hashPassword(password)
    return (await replacePasswordHash(user.id, user.passwordHash, next)) ? next : user.passwordHash
  } catch (error) {
    if (!isUnavailable(error)) throw error
    return user.passwordHash
  }
}
