import { eq, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm'
import { contestedAccounts } from '@/db/accounts/email/contests'
import { NO_PASSWORD } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'

export const userStates = [
  'disabled',
  'unverified',
  'locked',
  'contested',
  'unreachable',
  'to-be-deleted',
  'two-step',
  'without-two-step',
] as const
export type UserState = (typeof userStates)[number]

/** A condition on rows of `users`. Each has an index of its accounts, but for the last: most accounts are usually in it. */
export function isIn(state: UserState, db: Database): SQL | undefined {
  return conditions[state](db)
}

const conditions: Record<UserState, (db: Database) => SQL | undefined> = {
  disabled: () => isNotNull(users.disabledAt),
  unverified: () => isNull(users.emailVerifiedAt),
  locked: () => eq(users.passwordHash, NO_PASSWORD),
  contested: (db) => inArray(users.id, contestedAccounts(db)),
  unreachable: () => isNotNull(users.emailUnreachableAt),
  'to-be-deleted': () => isNotNull(users.deletionDueAt),
  'two-step': () => isNotNull(users.twoStepAt),
  'without-two-step': () => isNull(users.twoStepAt),
}
