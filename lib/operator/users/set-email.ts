import * as z from 'zod/mini'
import { setEmailBy } from '@/db/operator/changes/operator-emails'
import { email } from '@/lib/accounts/email'
import { command } from '@/lib/operator/command'
import { fail, ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { about, findByName, namedUser, notLive } from './find-user'

const TAKEN = 'Another account has this email, or can still return to it.'

/**
 * Moves an account to another email, which its owner verifies with an emailed link. The old mailbox is notified and can undo
 * the change; `changed` is false if the account has this email already.
 */
export const setEmail = command(
  { name: 'users set-email', right: 'machine', reason: true, input: z.extend(namedUser, { email }) },
  async ({ user: called, email: wanted }, act) => {
    const user = about(act, await findByName(called))
    if (!user) return fail('not-found')
    const set = await setEmailBy(act, user.id, { email: wanted, emailCanonical: canonicalEmail(wanted) })
    if (!set) return notLive(user)
    if (set === 'taken') return fail('account-exists', { email: [TAKEN] })
    return ok({ changed: set !== 'unchanged', email: wanted, former_email: user.email })
  },
)
