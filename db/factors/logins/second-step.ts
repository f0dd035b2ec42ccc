import type { Origin, User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { forgetFailures, useStep } from '@/db/factors/authenticator-apps'
import { type UsedPasskey, usePasskey } from '@/db/factors/passkeys'
import { countLeft, useCode } from '@/db/factors/recovery-codes'
import { queueNotice } from '@/db/outbox/notices'
import { events } from '@/db/schema'

/**
 * What was right when it was checked: a code of the app with this ID for a time step, a recovery code, by its hash, or the
 * answer of a passkey.
 */
export type SecondStep = { app: string; timeStep: number } | { recoveryCode: string } | UsedPasskey

/** How a second step was done, as RFC 8176 names it; `rc`, a recovery code, is ours. */
export type How = 'otp' | 'hwk' | 'swk' | 'rc'

/**
 * Uses up the second step of a locked account, in the transaction of what it allows. Returns how it was done; undefined if it
 * was used already.
 */
export async function useSecondStep(
  tx: Database,
  user: User,
  step: SecondStep,
  origin: Origin,
): Promise<How | undefined> {
  if ('app' in step) return (await useStep(tx, step.app, user.id, step.timeStep)) ? 'otp' : undefined
  if ('passkey' in step) {
    const how = await usePasskey(tx, user.id, step)
    // Somebody else may have used up the attempts of the app, and the account owner is here again.
    if (how) await forgetFailures(tx, user.id)
    return how
  }
  if (!(await useCode(tx, user.id, step.recoveryCode))) return undefined
  await forgetFailures(tx, user.id)
  await tx.insert(events).values({ userId: user.id, type: 'recovery-code-used', ...origin })
  await queueNotice(tx, 'recovery-code-used', user, origin, { codes_left: await countLeft(tx, user.id) })
  return 'rc'
}
