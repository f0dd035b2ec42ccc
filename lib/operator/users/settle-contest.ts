import * as z from 'zod/mini'
import { findContest, settleContestBy } from '@/db/operator/changes/settle-contest'
import { email } from '@/lib/accounts/email'
import { command } from '@/lib/operator/command'
import { fail, ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { about, findToSettle, namedUser } from './find-user'

/**
 * Gives a contested account to one of its mailboxes, whose owner then sets a new password by an emailed link. It does not
 * establish who the owner is: the operator has found that out.
 */
export const settleContest = command(
  { name: 'users settle', right: 'machine', reason: true, input: z.extend(namedUser, { to: email }) },
  async ({ user: called, to }, act) => {
    const user = about(act, await findToSettle(called))
    if (!user) return fail('not-found')
    // The winner would be emailed a link that does not work.
    if (user.contestedAt && user.disabledAt)
      return fail('invalid-input', { user: ['This account is disabled. To continue, enable it first.'] })
    const settled = await settleContestBy(act, user.id, canonicalEmail(to))
    if (settled === 'not-contested') return fail('invalid-input', { user: ['This account is not contested.'] })
    if (settled === 'taken') return fail('account-exists', { to: ['Another account has this email now.'] })
    if (settled === 'no-party') {
      const { mailboxes = [] } = (await findContest(user)) ?? {}
      return fail('invalid-input', {
        to: [`This email is not part of the contest between ${mailboxes.join(' and ')}.`],
      })
    }
    return ok({ email: settled.email })
  },
)
