import { undoEmailChange } from '@/db/accounts/email/email-changes'
import { linkOperation } from '@/lib/links/link-operation'

/** Restores the account's previous email and logs out every device. */
export const undoEmail = linkOperation({
  purpose: 'undo-email',
  spend: (row, origin) => undoEmailChange(row.id, origin),
  message: () => 'Email address restored, and every device was logged out',
})
