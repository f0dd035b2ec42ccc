import { spendPasswordReset } from '@/db/password-resets'
import { refusedPassword } from '@/lib/accounts/password-rule'
import { log } from '@/lib/log'
import { type Caller, operation } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { type FailureCode, fail, ok } from '@/lib/result'
import { readResetLink } from './reset-link'
import { resetPasswordInput } from './schema'

export const resetPassword = operation({
  input: resetPasswordInput,
  run: async ({ token, new_password }, caller) => {
    // The link first, the hash second: a flood of bad tokens must cost no hashing.
    const link = await readResetLink(token)
    if (link.state !== 'good') return refuse(link.state, caller)

    const refusal = refusedPassword(new_password, link.user.email)
    if (refusal) return fail('invalid-input', { new_password: [refusal] })

    // Hashed before the transaction that spends the link, so that it holds no connection while it works.
    const passwordHash = await hashPassword(new_password)
    const user = await spendPasswordReset(link.id, passwordHash, { ip: caller.ip, userAgent: caller.userAgent })
    if (!user) {
      const lost = await readResetLink(token)
      return refuse(lost.state === 'good' ? 'link-invalid' : lost.state, caller)
    }
    log().info({ event: 'password-reset', user: user.id, request: caller.requestId, ip: caller.ip })
    return ok({ message: 'Password reset successfully', email: user.email })
  },
})

function refuse(code: FailureCode, caller: Caller) {
  log().info({ event: 'password-reset.refused', code, request: caller.requestId, ip: caller.ip })
  return fail(code)
}
