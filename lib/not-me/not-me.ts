import { cancelReset, secureAccount } from '@/db/accounts/not-me'
import { isLocked } from '@/db/accounts/users'
import { linkOperation } from '@/lib/links/link-operation'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { RESETS_MUTED_HOURS } from '@/lib/rules/muted-resets'

/** True after "this wasn't me": only a mailed link opens the account then, so no such mail is held back. */
export const isLockedOut = isLocked

/** "This wasn't me": takes the account from whoever has it, or cancels the reset that the mail was about. */
export const notMe = linkOperation({
  purpose: 'not-me',
  spend: ({ id, email, resetId }, origin) =>
    resetId ? cancelReset(id, RESETS_MUTED_HOURS * 60, origin) : secureAccount(id, canonicalEmail(email), origin),
  message: ({ resetId }, user) =>
    resetId
      ? `The link was cancelled${isLocked(user) ? '' : `, and no other is mailed for ${RESETS_MUTED_HOURS} hours`}`
      : 'Every device was logged out, and a link to set a new password is on its way',
})
