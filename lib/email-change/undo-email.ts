import { undoEmailChange } from '@/db/accounts/email-changes'
import { linkOperation } from '@/lib/links/link-operation'

/** Brings the account back to the old mailbox, and logs every device out. */
export const undoEmail = linkOperation({
  purpose: 'undo-email',
  spend: (row, origin) => undoEmailChange(row.id, origin),
  message: () => 'Email address restored, and every device was logged out',
})
