import type { User } from '@/db/accounts/users'
import { config } from '@/lib/config'

/** Whether the operator requires two-step login of every account. */
export const isTwoStepRequired = (): boolean => config().SECOND_FACTOR === 'required'

/**
 * Whether the account has to set up two-step login before it can be used. Asked of the account and never of its session, so that it
 * also holds for sessions that began before the operator required it, and for those that a passkey began.
 */
export function isSetUpRequired({ twoStepAt }: Pick<User, 'twoStepAt'>): boolean {
  return twoStepAt === null && isTwoStepRequired()
}
