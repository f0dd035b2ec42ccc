import { cancelReset, secureAccount } from '@/db/accounts/not-me'
import { isLocked } from '@/db/accounts/users'
import { linkOperation } from '@/lib/links/link-operation'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { RESETS_MUTED_HOURS } from '@/lib/rules/muted-resets'

/** True after "this wasn't me": then only an emailed link or a passkey opens the account, so reset emails are never withheld. */
export const isLockedOut = isLocked

/** "This wasn't me": secures the account, or cancels the password reset that the email was about. */
export const notMe = linkOperation({
  purpose: 'not-me',
  spend: ({ id, email, resetId }, origin) =>
    resetId ? cancelReset(id, RESETS_MUTED_HOURS * 60, origin) : secureAccount(id, canonicalEmail(email), origin),
  message: ({ resetId }, user) => {
    if (!resetId) return 'We logged out every device and emailed a link to choose a new password.'
    if (isLocked(user)) return 'The reset request was canceled.'
    return `The reset request was canceled. We won’t send reset links for ${RESETS_MUTED_HOURS} hours.`
  },
})
