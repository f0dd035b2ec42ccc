import type { Origin, User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { queueNotice } from '@/db/notices'
import { events } from '@/db/schema'
import { forgetFailures, useStep } from './authenticator-apps'
import { countLeft, useCode } from './recovery-codes'

/** A code that was right when it was checked: of the app with this ID for a time step, or a recovery code, by its hash. */
export type SecondStep = { app: string; timeStep: number } | { recoveryCode: string }

/** Uses up the code of a locked account, in the transaction of what it allows. False if it was used already. */
export async function useSecondStep(tx: Database, user: User, step: SecondStep, origin: Origin): Promise<boolean> {
  if ('app' in step) return useStep(tx, step.app, user.id, step.timeStep)
  if (!(await useCode(tx, user.id, step.recoveryCode))) return false
  // Somebody else may have used up the attempts of the app, and the account owner is here again.
  await forgetFailures(tx, user.id)
  await tx.insert(events).values({ userId: user.id, type: 'recovery-code-used', ...origin })
  await queueNotice(tx, 'recovery-code-used', user, origin, { codes_left: await countLeft(tx, user.id) })
  return true
}
