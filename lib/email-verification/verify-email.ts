import { spendEmailVerification } from '@/db/accounts/email/email-verifications'
import { commonPasswordErrors } from '@/lib/accounts/password-rule'
import { config } from '@/lib/config'
import { linkAttempts } from '@/lib/links/mailed-link'
import { type Caller, logCall, operation, originOf } from '@/lib/operation'
import { type Failure, fail, ok } from '@/lib/result'
import { finishRegistration } from './finish-registration'
import { verifyEmailInput } from './schema'
import { readVerificationLink } from './verification-link'

/**
 * Verifies the email of an account, or creates the account of a registration. For the latter a password is required (or
 * the answer is `invalid-input`), except in the browser that registered, and names and phone number may be corrected.
 */
export const verifyEmail = operation({
  input: () => verifyEmailInput[config().PHONE_NUMBER],
  alsoCheck: commonPasswordErrors('password'),
  throttle: linkAttempts,
  run: async ({ token, browser, ...given }, caller) => {
    const link = await readVerificationLink(token, browser)
    if (link.state !== 'good') return refuse(fail(link.state), caller)

    const done =
      link.of === 'account'
        ? ok(await spendEmailVerification(link.id, originOf(caller)))
        : await finishRegistration(link, given, caller)
    if (!done.ok) return refuse(done, caller)
    const user = done.value
    if (!user) {
      const lost = await readVerificationLink(token, browser)
      return refuse(fail(lost.state === 'good' ? 'link-invalid' : lost.state), caller)
    }
    const event = link.of === 'account' ? 'verify-email' : 'register'
    logCall(caller, { event, user: user.id })
    return ok({ message: 'Email address verified successfully', email: user.email, userId: user.id, of: link.of })
  },
})

function refuse(failure: Failure, caller: Caller): Failure {
  logCall(caller, { event: 'verify-email.refused', code: failure.code })
  return failure
}
