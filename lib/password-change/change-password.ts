import { changePasswordHash } from '@/db/accounts/password-change'
import { refusedPassword } from '@/lib/accounts/password-rule'
import { logCall, originOf } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { fail, ok } from '@/lib/result'
import { confirmPassword, passwordAttempts } from '@/lib/sessions/confirm-password'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitCalls } from '@/lib/throttle/throttle'
import { changePasswordInput } from './schema'

/** Each ends sessions, makes a hash and is mailed: far above what people do, and less than would fill a mailbox. */
const changes = limitCalls('password-change', perAccount(10, '1h'))

/** Sets another password and logs every other device out. Refuses with `wrong-password`. */
export const changePassword = loggedInOperation({
  input: changePasswordInput,
  throttle: passwordAttempts,
  run: async ({ current_password, new_password }, caller, session) => {
    const { user } = session
    const refusal = refusedPassword(new_password, user.email)
    if (refusal) return fail('invalid-input', { new_password: [refusal] })
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
    // Another change or a reset was quicker: this session has ended with it.
    if (!(await changePasswordHash(change, originOf(caller)))) return fail('unauthenticated')
    logCall(caller, { event: 'password-changed', user: user.id })
    return ok({ message: 'Password changed successfully', email: user.email })
  },
})
