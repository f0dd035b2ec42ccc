import { spendPasswordReset } from '@/db/accounts/password-resets'
import { refusedPassword } from '@/lib/accounts/password-rule'
import { rememberProgram } from '@/lib/devices/known-programs'
import { giveBackCodeAttempts } from '@/lib/factors/codes/code-attempts'
import { linkAttempts } from '@/lib/links/mailed-link'
import { type Caller, logCall, operation, originOf } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { type FailureCode, fail, ok } from '@/lib/result'
import { loginAttempts } from '@/lib/sessions/login/login-attempts'
import { forgetOwnAttempts } from '@/lib/throttle/throttle'
import { readResetLink } from './reset-link'
import { resetPasswordInput } from './schema'

export const resetPassword = operation({
  input: resetPasswordInput,
  throttle: linkAttempts,
  run: async ({ token, new_password }, caller) => {
    // The link first, the hash second: a flood of bad tokens must cost no hashing.
    const link = await readResetLink(token)
    if (link.state !== 'good') return refuse(link.state, caller)

    const refusal = refusedPassword(new_password, link.user.email)
    if (refusal) return fail('invalid-input', { new_password: [refusal] })

    // Hashed before the transaction that spends the link, so that it holds no connection while it works.
    const passwordHash = await hashPassword(new_password)
    const user = await spendPasswordReset(link.id, passwordHash, originOf(caller))
    if (!user) {
      const lost = await readResetLink(token)
      return refuse(lost.state === 'good' ? 'link-invalid' : lost.state, caller)
    }
    // An attacker's attempts must not lock the owner out of the device that made the reset. A browser gets a new device cookie from its route.
    if (caller.door === 'api') await rememberProgram(caller, user.email)
    await forgetOwnAttempts(loginAttempts, { caller, email: user.email })
    await giveBackCodeAttempts(user, caller)
    logCall(caller, { event: 'password-reset', user: user.id })
    return ok({ message: 'Password reset successfully', email: user.email, userId: user.id })
  },
})

function refuse(code: FailureCode, caller: Caller) {
  logCall(caller, { event: 'password-reset.refused', code })
  return fail(code)
}
