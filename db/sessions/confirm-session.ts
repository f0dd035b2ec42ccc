import { eq, sql } from 'drizzle-orm'
import type { Origin, User } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import { raiseLevel } from '@/db/factors/level'
import { type SecondStep, useSecondStep } from '@/db/factors/logins/second-step'
import { sessions } from '@/db/schema'
import { lockOwnSession } from './own-session'

type Confirmation = { sessionId: string; userId: string; step?: SecondStep }

/**
 * Records that the account owner has just confirmed in this session that it is them. A second step is used up in the same
 * transaction. False if another call has used it, if the session has ended, or if two-step login was switched on or off meanwhile;
 * that does not matter to a passkey.
 */
export async function confirmSession({ sessionId, userId, step }: Confirmation, origin: Origin): Promise<boolean> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, { userId, sessionId })
    if (!user || !confirms(step, user)) return false
    if (step) {
      const how = await useSecondStep(tx, user, step, origin)
      if (!how) return false
      await raiseLevel(tx, sessionId, `pwd ${how}`)
    }
    await tx.update(sessions).set({ confirmedAt: sql`now()` }).where(eq(sessions.id, sessionId))
    return true
  })
}

function confirms(step: SecondStep | undefined, { twoStepAt }: User): boolean {
  if (step && 'passkey' in step) return true
  // There are few recovery codes, and they are for logging in.
  if (step && 'recoveryCode' in step) return false
  // With two-step login, someone with the session and the password may be a thief.
  return (twoStepAt === null) === (step === undefined)
}
