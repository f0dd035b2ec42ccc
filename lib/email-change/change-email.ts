import { requestEmailChange } from '@/db/accounts/email-changes'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets'
import { confirmPassword, passwordAttempts } from '@/lib/sessions/confirm-password'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount, perAccountAndMailbox, perMailbox } from '@/lib/throttle/budgets'
import { countCall, limitCalls } from '@/lib/throttle/throttle'
import { changeEmailInput } from './schema'

/** Beyond these limits no email is sent, so that nobody floods a stranger with emails and no account uses up what a recipient may get. */
const emails = limitCalls(
  'email-change-mail',
  perAccount(10, '1h'),
  perAccountAndMailbox(3, '1h'),
  perMailbox(1, '1m'),
  perMailbox(5, '1h'),
)

/**
 * Emails a link to the new email and a notice to the current one. The answer is the same for every new email: whether it
 * has an account is looked up when the email is composed, and only that email says so. Refuses with `wrong-password`, and
 * with `too-many-requests` if the new email may get no more emails now.
 */
export const changeEmail = loggedInOperation({
  input: changeEmailInput,
  throttle: passwordAttempts,
  run: async ({ new_email, current_password }, caller, session) => {
    const refused = await confirmPassword(session, current_password, caller)
    if (refused) return refused
    const { user } = session
    if (new_email === user.email) return fail('invalid-input', { new_email: ['This is already your email address.'] })
    const origin = originOf(caller)
    const { wait } = await countCall(emails, { caller, session, email: new_email })
    if (wait > 0) {
      logCall(caller, { event: 'email-change.withheld', user: user.id })
      return { ...fail('too-many-requests'), retryAfterSeconds: wait }
    }
    if (!(await requestEmailChange(user.id, user.passwordHash, new_email, origin))) return fail('unauthenticated')
    logCall(caller, { event: 'email-change.requested', user: user.id, to: emailDigest(canonicalEmail(new_email)) })
    return ok({ message: 'If that email is available, we’ve sent it a link.' })
  },
})
