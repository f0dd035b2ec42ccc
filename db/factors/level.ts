import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { sessions } from '@/db/schema'
import type { How } from './logins/second-step'

/** Takes a session back to the first level, because nothing proves the second one any more. */
export async function lowerLevel(tx: Database, sessionId: string): Promise<void> {
  await tx.update(sessions).set({ secondFactorAt: null, amr: 'pwd' }).where(eq(sessions.id, sessionId))
}

/**
 * Raises a session that began with the password alone, in a trusted browser or elsewhere, to the second level, because its owner
 * has now shown a second factor.
 */
export async function raiseLevel(tx: Database, sessionId: string, amr: `pwd ${How}`): Promise<void> {
  const byPassword = eq(sessions.amr, 'pwd')
  const level = {
    secondFactorAt: sql`case when ${byPassword} then now() else ${sessions.secondFactorAt} end`,
    amr: sql`case when ${byPassword} then ${amr}::text else ${sessions.amr} end`,
  }
  await tx.update(sessions).set(level).where(eq(sessions.id, sessionId))
}
