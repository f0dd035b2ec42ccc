import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { fail } from '@/lib/result'
import { changeEmailInput } from './schema'
import { sendChangeLink } from './send-change-link'

/**
 * Emails a link to the new email and a notice to the current one. The answer is the same for every new email: whether it
 * has an account is looked up when the email is composed, and only that email says so. Refuses with `wrong-password`, and
 * with `too-many-requests` if the new email may get no more emails now.
 */
export const changeEmail = confirmedOperation({
  input: changeEmailInput,
  whileRequired: true,
  run: async ({ new_email }, caller, session) => {
    if (new_email === session.user.email)
      return fail('invalid-input', { new_email: ['This is already your email address.'] })
    return sendChangeLink(new_email, caller, session)
  },
})
