import { resetFactorsBy } from '@/db/factors/reset-factors'
import {
  clearAttemptsBy,
  clearUnreachableBy,
  disableUserBy as disable,
  enableUserBy as enable,
  makeDeletionDue,
  openResetBy,
  revokeSessionsBy,
} from '@/db/operator/changes/operator-changes'
import { verifyEmailBy } from '@/db/operator/changes/operator-emails'
import { findAnyUser } from '@/db/operator/user-directory'
import { codeAttempts } from '@/lib/factors/codes/code-attempts'
import { urlOfLink } from '@/lib/links/mailed-link'
import { RESET_LIFETIME_MINUTES } from '@/lib/password-reset/reset-token'
import { sweep } from '@/lib/process/sweeper'
import { fail, ok } from '@/lib/result'
import { loginAttempts } from '@/lib/sessions/login/login-attempts'
import { keysOfAccount } from '@/lib/throttle/keys-of-account'
import { DELETION_DUE, notLive, onUser } from './find-user'

/** Blocks every login and stops all emails; `changed` is false if the account was disabled before. */
export const disableUser = onUser({ name: 'users disable', right: 'support' }, async (user, act) => {
  const changed = await disable(act, user.id)
  return changed === 'last-admin' ? fail('last-admin') : ok({ changed, email: user.email })
})

export const enableUser = onUser({ name: 'users enable', right: 'support' }, async (user, act) => {
  const changed = await enable(act, user.id)
  return changed === 'deletion-due'
    ? fail('invalid-input', { user: [DELETION_DUE] })
    : ok({ changed, email: user.email })
})

/** A link as sent by forgot-password, to be handed over in another way; refused for an account that may not be used. */
export const makeResetLink = onUser({ name: 'users reset-link', right: 'machine', reason: true }, async (user, act) => {
  const reset = await openResetBy(act, user.id, RESET_LIFETIME_MINUTES)
  if (!reset) return notLive(user)
  const link = await urlOfLink('password-reset', reset, user.id)
  return ok({ link, expires_at: reset.expiresAt.toISOString(), email: user.email })
})

export const revokeSessions = onUser({ name: 'users revoke-sessions', right: 'support' }, async (user, act) =>
  ok({ ended: await revokeSessionsBy(act, user.id), email: user.email }),
)

/** Allows reset emails again to an email that bounced; `changed` is false if none had. */
export const tryEmailAgain = onUser({ name: 'users try-address', right: 'support' }, async (user, act) =>
  ok({ changed: await clearUnreachableBy(act, user.id), email: user.email }),
)

/** Counts the email as verified; `changed` is false if it was verified before. */
export const verifyEmail = onUser({ name: 'users verify-email', right: 'machine', reason: true }, async (user, act) => {
  const changed = await verifyEmailBy(act, user.id)
  return changed === undefined ? notLive(user) : ok({ changed, email: user.email })
})

/** Forgets the failed logins and wrong codes that make the account wait; `cleared` is how many counts there were. */
export const clearAttempts = onUser({ name: 'users clear-attempts', right: 'support' }, async (user, act) => {
  const counted = [loginAttempts, ...Object.values(codeAttempts)].flatMap((throttle) => keysOfAccount(throttle, user))
  return ok({ cleared: await clearAttemptsBy(act, user.id, counted), email: user.email })
})

/**
 * Turns two-step login off and removes all passkeys for an owner who has lost everything, ends all sessions and tells them;
 * `changed` is false if there was neither.
 */
export const resetFactors = onUser(
  {
    name: 'users reset-factors',
    right: 'admin',
    reason: true,
    risk: (user) =>
      `This turns off two-step login for ${user}, removes the authenticator app, the recovery codes and all passkeys, and ends all sessions. Make sure the account owner is asking.`,
  },
  async (user, act) => {
    const changed = await resetFactorsBy(act, user.id)
    return changed === 'last-admin' ? fail('last-admin') : ok({ changed, email: user.email })
  },
)

/** Deletes the account with all its data, as at its owner's request; `deleted` is false while another instance deletes accounts. */
export const deleteUser = onUser(
  {
    name: 'users delete',
    right: 'machine',
    reason: true,
    risk: (user) => `This permanently deletes ${user} and all its data.`,
  },
  async (user, act) => {
    if (!(await makeDeletionDue(act, user.id))) return fail('staff-account')
    await sweep()
    return ok({ deleted: (await findAnyUser({ id: user.id })) === undefined, email: user.email, id: user.id })
  },
)
