import { askEmailChange } from '@/db/email-changes'
import { canonicalEmail } from '@/lib/accounts/email'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { emailDigest } from '@/lib/secrets'
import { confirmPassword } from '@/lib/sessions/confirm-password'
import { signedInOperation } from '@/lib/sessions/signed-in'
import { changeEmailInput } from './schema'

/**
 * Mails a link to the new address, and a notice to the present one. The same for every address: whether an account has
 * it is found out when the mail is made, and told in that mail alone. Refuses with `wrong-password`.
 */
export const changeEmail = signedInOperation({
  input: changeEmailInput,
  run: async ({ new_email, current_password }, caller, session) => {
    const refused = await confirmPassword(session, current_password, caller)
    if (refused) return refused
    const { user } = session
    if (new_email === user.email) return fail('invalid-input', { new_email: ['This is your address already.'] })
    const origin = originOf(caller)
    if (!(await askEmailChange(user.id, user.passwordHash, new_email, origin))) return fail('unauthenticated')
    logCall(caller, { event: 'email-change.asked', user: user.id, to: emailDigest(canonicalEmail(new_email)) })
    return ok({ message: 'A mail with a link is on its way to the new address.' })
  },
})
