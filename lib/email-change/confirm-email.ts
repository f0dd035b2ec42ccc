import { confirmEmailChange } from '@/db/accounts/email/email-changes'
import { linkOperation } from '@/lib/links/link-operation'
import { canonicalEmail } from '@/lib/rules/canonical-email'

/** Changes the account's email to the one that the link was sent to. */
export const confirmEmail = linkOperation({
  purpose: 'confirm-email',
  spend: (row, origin) => confirmEmailChange(row.id, canonicalEmail(row.email), origin),
  message: () => 'Email address changed successfully',
})
