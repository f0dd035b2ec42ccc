import { spendEmailVerification } from '@/db/accounts/email-verifications'
import { confirmRegistration } from '@/db/accounts/registrations'
import { config } from '@/lib/config'
import { linkAttempts } from '@/lib/links/mailed-link'
import { type Caller, logCall, operation, originOf } from '@/lib/operation'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { type Failure, type FailureCode, fail, ok } from '@/lib/result'
import { verifyEmailInput } from './schema'
import { readVerificationLink, type VerificationLink } from './verification-link'

type GoodLink = Extract<VerificationLink, { state: 'good' }>

/**
 * Proves the mailbox of an account, or makes the account of a registration. The latter asks for the password that was
 * chosen, unless the browser that registered opens the link: `invalid-input` where it is missing, `wrong-password`.
 */
export const verifyEmail = operation({
  input: verifyEmailInput,
  throttle: linkAttempts,
  run: async ({ token, password, browser }, caller) => {
    const link = await readVerificationLink(token, browser)
    if (link.state !== 'good') return refuse(link.state, caller)
    const refused = await refusedRegistration(link, password)
    if (refused) return refused

    const origin = originOf(caller)
    const user = await (link.of === 'account' ? spendEmailVerification : confirmRegistration)(link.id, origin)
    if (user === 'taken') return refuse('account-exists', caller)
    if (!user) {
      const lost = await readVerificationLink(token, browser)
      return refuse(lost.state === 'good' ? 'link-invalid' : lost.state, caller)
    }
    const event = link.of === 'account' ? 'email-verified' : 'register'
    logCall(caller, { event, user: user.id })
    return ok({ message: 'Email address verified successfully', email: user.email, userId: user.id, of: link.of })
  },
})

async function refusedRegistration(link: GoodLink, password: string | undefined): Promise<Failure | undefined> {
  if (link.of === 'account') return undefined
  if (config().REGISTRATION === 'closed') return fail('registration-closed')
  if (!link.needsPassword) return undefined
  if (password === undefined) {
    return fail('invalid-input', { password: ['Enter the password that you chose when you registered.'] })
  }
  const { valid } = await verifyPassword(password, link.row.passwordHash)
  return valid ? undefined : fail('wrong-password', { password: ['This is not the password that was chosen.'] })
}

function refuse(code: FailureCode, caller: Caller) {
  logCall(caller, { event: 'verify-email.refused', code })
  return fail(code)
}
