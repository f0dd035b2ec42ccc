import type { Database } from '@/db/connection/database'
import { inMinutes } from '@/db/links'
import { spentChallenges } from './tables'

/** A challenge is valid for 15 minutes by the clock of its instance, which may be wrong by hours. */
const KEPT_MINUTES = 24 * 60

/** Spends a challenge, in the transaction of what its answer allows: of any number of racing calls, exactly one gets true. */
export async function spendChallenge(tx: Database, hash: string): Promise<boolean> {
  const row = { hash, expiresAt: inMinutes(KEPT_MINUTES) }
  const spent = await tx
    .insert(spentChallenges)
    .values(row)
    .onConflictDoNothing()
    .returning({ hash: spentChallenges.hash })
  return spent.length === 1
}
