import { changePasswordHash } from '@/db/accounts/password-change'
import { commonPasswordErrors, refusedPassword } from '@/lib/accounts/password-rule'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { logCall, originOf } from '@/lib/operation'
import { hashPassword } from '@/lib/passwords/hash-password'
import { type FieldErrors, fail, ok } from '@/lib/result'
import { perAccount } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitCalls } from '@/lib/throttle/throttle'
import { changePasswordInput } from './schema'

/** Each change ends sessions, costs a hash and sends an email. People need far fewer, and more would flood the owner with emails. */
const changes = limitCalls('password-change', perAccount(10, '1h'))

/** Sets a new password and logs out every other device. Refuses with `wrong-password`. */
export const changePassword = confirmedOperation({
  input: changePasswordInput,
  alsoCheck: commonPasswordErrors('new_password'),
  checkFor: ({ email }, { new_password }): FieldErrors => {
    const refusal = refusedPassword(new_password, email)
    return refusal ? { new_password: [refusal] } : {}
  },
  run: async ({ new_password }, caller, session) => {
    const { user } = session
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
