import { contestAccount } from '@/db/accounts/email/contests'
import { linkOperation } from '@/lib/links/link-operation'

/** Closes an account that a previous email has taken back, to both sides, until an operator decides who owns it. */
export const contest = linkOperation({
  purpose: 'contest',
  spend: (row, origin) => contestAccount(row.id, origin),
  message: () => 'The account is closed to everyone until an operator decides who owns it.',
})
