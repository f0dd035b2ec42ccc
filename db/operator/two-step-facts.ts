import { and, count, eq, isNotNull, isNull, notExists, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { authenticatorApps, recoveryCodes } from '@/db/factors/tables'
import { hasTwoStep } from '@/db/factors/two-step-accounts'
import { users } from '@/db/schema'

export type TwoStepFacts = {
  /** How many accounts have two-step login. */
  accounts: number
  /** How many have not; undefined where a former version answers. */
  without?: number
  /** How many of the former have no unused recovery code. */
  withoutCodes: number
  /** How the sealed secrets of authenticator apps begin, which tells the secret of AUTH_SECRET that sealed them. */
  sealed: { beginning: string; apps: number }[]
}

export async function twoStepFacts(db: Database): Promise<TwoStepFacts> {
  const isOn = hasTwoStep(db)
  const unused = db
    .select({ id: recoveryCodes.id })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, users.id), isNull(recoveryCodes.usedAt)))
  const beginning = sql<string>`substring(${authenticatorApps.sealed} from '^v1\\.[0-9a-f]+\\.')`
  return {
    accounts: await db.$count(users, isOn),
    without: await db.$count(users, isNull(users.twoStepAt)),
    withoutCodes: await db.$count(users, and(isOn, notExists(unused))),
    // A setup that is under way ends by itself.
    sealed: await db
      .select({ beginning, apps: count() })
      .from(authenticatorApps)
      .where(isNotNull(authenticatorApps.setUpAt))
      .groupBy(beginning),
  }
}
