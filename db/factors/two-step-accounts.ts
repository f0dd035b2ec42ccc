import { and, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'
import { authenticatorApps } from './tables'

/**
 * A condition on rows of `users`: two-step login is on. They are found by their apps, because they may be few among millions of
 * accounts, and an index on the column could be built only while nobody writes.
 */
export function hasTwoStep(db: Database) {
  const { userId, setUpAt } = authenticatorApps
  const owners = db.select({ id: userId }).from(authenticatorApps).where(isNotNull(setUpAt))
  return and(inArray(users.id, owners), isNotNull(users.twoStepAt))
}
