import { isLocked, type User } from '@/db/accounts/users'
import { type Finding, finding } from './finding'

/** What the row of the account itself says. */
export function stateFindings(user: User, now: Date): Finding[] {
  const { disabledAt, contestedAt, deletionDueAt, resetsMutedUntil, emailVerifiedAt } = user
  return [
    disabledAt && finding('disabled', { since: disabledAt }),
    contestedAt && finding('contested', { since: contestedAt }),
    deletionDueAt && (deletionDueAt > now ? finding('deletion-due', { until: deletionDueAt }) : deletionBegun(user)),
    isLocked(user) && finding('password-missing'),
    resetsMutedUntil && resetsMutedUntil > now && finding('resets-muted', { until: resetsMutedUntil }),
    !emailVerifiedAt && finding('email-unverified'),
  ].filter((each) => !!each)
}

const deletionBegun = ({ deletionDueAt }: User) => finding('deletion-begun', { since: deletionDueAt })
