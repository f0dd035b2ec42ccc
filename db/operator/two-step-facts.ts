import { and, count, eq, isNotNull, isNull, notExists, type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { isAppSetAside, sealedSetAside } from '@/db/factors/apps-set-aside'
import { authenticatorApps, recoveryCodes, setAsideFactors } from '@/db/factors/tables'
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
  return {
    accounts: await db.$count(users, isOn),
    without: await db.$count(users, isNull(users.twoStepAt)),
    withoutCodes: await db.$count(users, and(isOn, notExists(unused))),
    // A setup that is under way ends by itself. Apps that were set aside may come back.
    sealed: [
      ...(await db
        .select({ beginning: beginningOf(authenticatorApps.sealed), apps: count() })
        .from(authenticatorApps)
        .where(isNotNull(authenticatorApps.setUpAt))
        .groupBy(beginningOf(authenticatorApps.sealed))),
      ...(await db
        .select({ beginning: beginningOf(sealedSetAside), apps: count() })
        .from(setAsideFactors)
        .where(isAppSetAside())
        .groupBy(beginningOf(sealedSetAside))),
    ],
  }
}

const beginningOf = (sealed: SQLWrapper) => sql<string>`substring(${sealed} from '^v1\\.[0-9a-f]+\\.')`
