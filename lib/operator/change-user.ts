import {
  clearUnreachableBy,
  disableUserBy as disable,
  enableUserBy as enable,
  makeDeletionDue,
  openResetBy,
  revokeSessionsBy,
} from '@/db/operator/operator-changes'
import { findAnyUser } from '@/db/operator/user-directory'
import { urlOfLink } from '@/lib/links/mailed-link'
import { RESET_LIFETIME_MINUTES } from '@/lib/password-reset/reset-token'
import { fail, ok } from '@/lib/result'
import { sweep } from '@/lib/sweeper'
import { onUser } from './find-user'

const DISABLED = 'This account is disabled: enable it first.'
const CONTESTED = 'This account is contested: settle it first.'

/** Nobody gets in any more, and nothing is mailed; `changed` is false where that was so before. */
export const disableUser = onUser(async (user, { name }) =>
  ok({ changed: await disable(name, user.id), email: user.email }),
)

export const enableUser = onUser(async (user, { name }) =>
  ok({ changed: await enable(name, user.id), email: user.email }),
)

/** A link as forgot-password mails it, to be handed over by other means; refused for an account that may not be used. */
export const makeResetLink = onUser(async (user, { name }) => {
  const reset = await openResetBy(name, user.id, RESET_LIFETIME_MINUTES)
  if (!reset) return fail('invalid-input', { user: [user.contestedAt ? CONTESTED : DISABLED] })
  const link = await urlOfLink('password-reset', reset, user.id)
  return ok({ link, expires_at: reset.expiresAt.toISOString(), email: user.email })
})

export const revokeSessions = onUser(async (user, { name }) =>
  ok({ ended: await revokeSessionsBy(name, user.id), email: user.email }),
)

/** Lets resets be mailed again to an address that mail came back from; `changed` is false where none had. */
export const tryEmailAgain = onUser(async (user, { name }) =>
  ok({ changed: await clearUnreachableBy(name, user.id), email: user.email }),
)

/** With everything of the account, as when its owner asked for it; `deleted` is false while an instance is at it still. */
export const deleteUser = onUser(async (user) => {
  await makeDeletionDue(user.id)
  await sweep()
  return ok({ deleted: (await findAnyUser({ id: user.id })) === undefined, email: user.email })
})
