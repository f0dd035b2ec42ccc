import { isLocked, type User } from '@/db/accounts/users'
import { type Finding, finding } from './finding'

/** What the row of the account itself says. */
export function stateFindings(user: User, now: Date): Finding[] {
  const { disabledAt, contestedAt, deletionDueAt, resetsMutedUntil, emailVerifiedAt } = user
  const isWaiting = deletionDueAt !== null && deletionDueAt > now
  return [
    // A login cancels only the deletion of an account that is open.
    isWaiting && disabledAt && finding('deletion-scheduled', { until: deletionDueAt }),
    disabledAt && !deletionDueAt && finding('disabled', { since: disabledAt }),
    contestedAt && finding('contested', { since: contestedAt }),
    deletionDueAt && !isWaiting && finding('deletion-begun', { since: deletionDueAt }),
    isWaiting && !disabledAt && finding('deletion-due', { until: deletionDueAt }),
    isLocked(user) && finding('password-missing'),
    resetsMutedUntil && resetsMutedUntil > now && finding('resets-muted', { until: resetsMutedUntil }),
    !emailVerifiedAt && finding('email-unverified'),
  ].filter((each) => !!each)
}
