import { requestDeletion } from '@/db/accounts/account-deletion'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { confirmPassword, passwordAttempts } from '@/lib/sessions/confirm-password'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitCalls } from '@/lib/throttle/throttle'
import { deleteAccountInput } from './schema'

export const DELETION_GRACE_DAYS = 14

/** Each request sends an email, so requests are limited, even if a login cancels each of them. */
const requests = limitCalls('deletion', perAccount(10, '1h'))

/** Logs out every device and deletes the account after DELETION_GRACE_DAYS unless its owner logs in. Refuses with `wrong-password`. */
export const deleteAccount = loggedInOperation({
  input: deleteAccountInput,
  throttle: passwordAttempts,
  run: async ({ current_password }, caller, session) => {
    const refused = await confirmPassword(session, current_password, caller)
    if (refused) return refused
    const tooMany = await refuseBeyond(requests, { caller, session })
    if (tooMany) return tooMany
    const { user } = session
    const wish = { userId: user.id, checkedHash: user.passwordHash, afterDays: DELETION_GRACE_DAYS }
    const dueAt = await requestDeletion(wish, originOf(caller))
    if (!dueAt) return fail('unauthenticated')
    logCall(caller, { event: 'account-deletion.requested', user: user.id })
    const message = `Your account will be deleted in ${DELETION_GRACE_DAYS} days. Log in before then to cancel.`
    return ok({ message, deleted_at: dueAt.toISOString() })
  },
})
