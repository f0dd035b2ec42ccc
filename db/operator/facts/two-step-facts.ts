import { and, count, eq, isNotNull, isNull, notExists, type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { isAppSetAside, sealedSetAside } from '@/db/factors/set-aside/apps-set-aside'
import { authenticatorApps, passkeys, recoveryCodes, setAsideFactors } from '@/db/factors/tables'
import { hasTwoStep } from '@/db/factors/two-step-accounts'
import { users } from '@/db/schema'

export type TwoStepFacts = {
  /** How many accounts have two-step login. */
  accounts: number
  /** How many have not; undefined where a former version answers. */
  without?: number
  /** How many of the former have no unused recovery code. */
  withoutCodes: number
  /** In how many of these "this wasn't me" has suspended everything, so that nobody can log in; undefined from a former version. */
  frozen?: number
  /**
   * How the sealed secrets of authenticator apps begin, which tells the secret of AUTH_SECRET that sealed them. `setAside`: these
   * do not work now, but may again.
   */
  sealed: { beginning: string; apps: number; setAside?: true }[]
}

export async function twoStepFacts(db: Database): Promise<TwoStepFacts> {
  const isOn = hasTwoStep(db)
  const unused = db
    .select({ id: recoveryCodes.id })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, users.id), isNull(recoveryCodes.usedAt)))
  const setAside = await db
    .select({ beginning: beginningOf(sealedSetAside), apps: count() })
    .from(setAsideFactors)
    .where(isAppSetAside())
    .groupBy(beginningOf(sealedSetAside))
  return {
    accounts: await db.$count(users, isOn),
    without: await db.$count(users, isNull(users.twoStepAt)),
    withoutCodes: await db.$count(users, and(isOn, notExists(unused))),
    frozen: await db.$count(
      users,
      and(isOn, isNotNull(users.factorsSuspendedAt), notExists(unused), ...withoutOthers(db)),
    ),
    // A setup that is under way ends by itself.
    sealed: [
      ...(await db
        .select({ beginning: beginningOf(authenticatorApps.sealed), apps: count() })
        .from(authenticatorApps)
        .where(isNotNull(authenticatorApps.setUpAt))
        .groupBy(beginningOf(authenticatorApps.sealed))),
      ...setAside.map((each) => ({ ...each, setAside: true as const })),
    ],
  }
}

/** Conditions on a row of `users`: neither an app nor a passkey works. */
function withoutOthers(db: Database) {
  const app = db
    .select({ id: authenticatorApps.id })
    .from(authenticatorApps)
    .where(and(eq(authenticatorApps.userId, users.id), isNotNull(authenticatorApps.setUpAt)))
  const passkey = db.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.userId, users.id))
  return [notExists(app), notExists(passkey)]
}

const beginningOf = (sealed: SQLWrapper) => sql<string>`substring(${sealed} from '^v1\\.[0-9a-f]+\\.')`
