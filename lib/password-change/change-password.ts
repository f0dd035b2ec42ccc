import { changePasswordHash } from '@/db/accounts/password-change'
import { commonPasswordErrors, refusedPassword } from '@/lib/accounts/password-rule'
import { logCall, originOf } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { fail, ok } from '@/lib/result'
import { confirmPassword, missingPassword, passwordAttempts } from '@/lib/sessions/confirm-password'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitCalls } from '@/lib/throttle/throttle'
import { changePasswordInput } from './schema'

/** Each change ends sessions, costs a hash and sends an email. People need far fewer, and more would flood the owner with emails. */
const changes = limitCalls('password-change', perAccount(10, '1h'))

/** Sets a new password and logs out every other device. Refuses with `wrong-password`. */
export const changePassword = loggedInOperation({
  input: changePasswordInput,
  alsoCheck: commonPasswordErrors('new_password'),
  throttle: passwordAttempts,
  run: async ({ current_password, new_password }, caller, session) => {
    const { user } = session
    const refusal = refusedPassword(new_password, user.email)
    if (refusal) {
      return fail('invalid-input', { ...missingPassword(session, current_password, caller), new_password: [refusal] })
    }
    const refused = await confirmPassword(session, current_password, caller)
    if (refused) return refused
    const tooMany = await refuseBeyond(changes, { caller, session })
    if (tooMany) return tooMany

    const change = {
      userId: user.id,
      sessionId: session.id,
      checkedHash: user.passwordHash,
      nextHash: await hashPassword(new_password),
    }
    // Another change or a reset came first, and it ended this session.
    if (!(await changePasswordHash(change, originOf(caller)))) return fail('unauthenticated')
    logCall(caller, { event: 'password-changed', user: user.id })
    return ok({ message: 'Password changed successfully', email: user.email })
  },
})
