import type { User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { type EmailData, emails, type OperatorChange } from '@/db/schema'

/**
 * Queues an email that tells the account owner what an operator did, and never who. It brings no link such as "this wasn't me",
 * because nobody who merely reads the mailbox may undo what an operator has decided.
 */
export async function tellOwner(
  tx: Database,
  { id, email, firstName, emailVerifiedAt }: User,
  change: OperatorChange,
  more: EmailData = {},
): Promise<void> {
  // Someone may have registered a stranger's email.
  if (!emailVerifiedAt) return
  const data = { first_name: firstName, operator_change: change, ...more }
  await tx.insert(emails).values({ kind: 'changed-by-operator', userId: id, recipient: email, data })
}
