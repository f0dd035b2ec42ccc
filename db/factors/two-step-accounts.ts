import { and, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'
import { authenticatorApps, passkeys, recoveryCodes, setAsideFactors } from './tables'

/** A condition on rows of `users`: two-step login is on, and a second factor is left of it. */
export function hasTwoStep(db: Database) {
  const withApp = db.select({ id: authenticatorApps.userId }).from(authenticatorApps)
  const owners = withApp
    .where(isNotNull(authenticatorApps.setUpAt))
    .union(db.select({ id: passkeys.userId }).from(passkeys))
    // All that is left of an account where "this wasn't me" has suspended everything, and whose owner needs an operator.
    .union(db.select({ id: setAsideFactors.userId }).from(setAsideFactors))
    .union(db.select({ id: recoveryCodes.userId }).from(recoveryCodes))
  return and(inArray(users.id, owners), isNotNull(users.twoStepAt))
}
