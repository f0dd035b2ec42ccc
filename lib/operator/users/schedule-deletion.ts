import { cancelDeletionBy, scheduleDeletionBy } from '@/db/operator/changes/scheduled-deletion'
import { fail, ok } from '@/lib/result'
import { CONTESTED, onUser } from './find-user'

const TOO_LATE = 'The day of this deletion has come. It can no longer be canceled.'

/** Closes the account at once and deletes it with all its data after 72 hours, unless an operator cancels that. */
export const scheduleDeletion = onUser(
  {
    name: 'users schedule-deletion',
    right: 'admin',
    reason: true,
    risk: (user) =>
      `This closes ${user} at once, and permanently deletes it with all its data after 72 hours. Until then, an admin can cancel the deletion.`,
  },
  async (user, act) => {
    const scheduled = await scheduleDeletionBy(act, user.id)
    if (!scheduled) return fail('not-found')
    if (scheduled === 'staff') return fail('staff-account')
    if (scheduled === 'contested') return fail('invalid-input', { user: [CONTESTED] })
    const { changed, dueAt } = scheduled
    return ok({ changed, deletion_due_at: dueAt.toISOString(), email: user.email })
  },
)

/** Also cancels a deletion that the account owner has requested; `disabled`: the account was disabled before and still is. */
export const cancelDeletion = onUser({ name: 'users cancel-deletion', right: 'admin' }, async (user, act) => {
  const canceled = await cancelDeletionBy(act, user.id)
  if (!canceled) return fail('not-found')
  return canceled === 'too-late' ? fail('invalid-input', { user: [TOO_LATE] }) : ok({ ...canceled, email: user.email })
})
