import { requestDeletion } from '@/db/accounts/account-deletion'
import type { FoundSession } from '@/db/sessions/sessions'
import { isStaff } from '@/db/staff/members'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { type Caller, logCall, originOf } from '@/lib/operation'
import { type FieldErrors, fail, ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { perAccount } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitCalls } from '@/lib/throttle/throttle'
import { confirmDeletionInput, deleteAccountInput } from './schema'

export const DELETION_GRACE_DAYS = 14

/** Each request sends an email, so requests are limited, even if a login cancels each of them. */
const requests = limitCalls('deletion', perAccount(10, '1h'))

/**
 * Logs out every device and deletes the account after DELETION_GRACE_DAYS unless its owner logs in. Refuses with `wrong-password`, and
 * with `staff-account` for an account that an operator has to remove from staff first.
 */
export const deleteAccount = confirmedOperation({
  input: deleteAccountInput,
  evenIfFresh: true,
  run: (_, caller, session) => requestOwnDeletion(caller, session),
})

/**
 * The same for the page, which also asks for the account's email. An API client does not send it: typing it out shows that a
 * person means this account, and a program would only copy it.
 */
export const confirmDeletion = confirmedOperation({
  input: confirmDeletionInput,
  evenIfFresh: true,
  checkFor: ({ emailCanonical }, { email }): FieldErrors =>
    canonicalEmail(email) === emailCanonical ? {} : { email: ['This is not the email of this account.'] },
  run: (_, caller, session) => requestOwnDeletion(caller, session),
})

async function requestOwnDeletion(caller: Caller, session: FoundSession) {
  const tooMany = await refuseBeyond(requests, { caller, session })
  if (tooMany) return tooMany
  const { user } = session
  const wish = { userId: user.id, checkedHash: user.passwordHash, afterDays: DELETION_GRACE_DAYS }
  const dueAt = await requestDeletion(wish, originOf(caller))
  if (!dueAt) return fail((await isStaff(user.id)) ? 'staff-account' : 'unauthenticated')
  logCall(caller, { event: 'account-deletion.requested', user: user.id })
  const message = `Your account will be deleted in ${DELETION_GRACE_DAYS} days. Log in before then to cancel.`
  return ok({ message, deleted_at: dueAt.toISOString() })
}
