import * as z from 'zod/mini'
import { findContest, settleContestBy } from '@/db/operator/settle-contest'
import { email } from '@/lib/accounts/email'
import { fail, ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { command } from './command'
import { findToSettle, namedUser } from './find-user'

/**
 * Gives a contested account to one of the mailboxes that take part; its owner sets a new password by a mailed link. Proves
 * nothing by itself: the operator has heard both.
 */
export const settleContest = command(z.extend(namedUser, { to: email }), async ({ user: called, to }, { name }) => {
  const user = await findToSettle(called)
  if (!user) return fail('not-found')
  // The winner would be mailed a link that lets nobody in.
  if (user.contestedAt && user.disabledAt) return fail('invalid-input', { user: ['It is disabled: enable it first.'] })
  const settled = await settleContestBy(name, user.id, canonicalEmail(to))
  if (settled === 'not-contested') return fail('invalid-input', { user: ['Nobody contests this account.'] })
  if (settled === 'taken') return fail('account-exists', { to: ['Another account has this address by now.'] })
  if (settled === 'no-party') {
    const { mailboxes = [] } = (await findContest(user)) ?? {}
    return fail('invalid-input', { to: [`No part of this contest: ${mailboxes.join(', ')} take part.`] })
  }
  return ok({ email: settled.email })
})
