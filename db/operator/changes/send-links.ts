import { eq, sql } from 'drizzle-orm'
import { mailVerificationAgain, secondsToWait } from '@/db/accounts/email/email-verifications'
import { lockUser } from '@/db/accounts/live-account'
import { isCutOff } from '@/db/accounts/password-resets'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { type Act, recordAct } from '@/db/operator/acts'
import { emails, users } from '@/db/schema'
import { note } from './operator-changes'

export type NotSent = 'not-live' | 'muted' | 'unreachable' | { wait: number }

/** Queues a reset email to the email on file, which its dispatcher makes as one that the owner requested. */
export function mailResetBy(act: Act, userId: string, coolDownSeconds: number): Promise<NotSent | 'sent'> {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    if (!user) return 'not-live'
    // Decided here too, so that nobody waits for an email that is not sent.
    if (await areResetsMuted(tx, userId)) return 'muted'
    if (isCutOff(user)) return 'unreachable'
    const wait = await secondsToWait(tx, userId, 'reset-password', coolDownSeconds)
    if (wait > 0) return { wait }
    await tx.insert(emails).values({ kind: 'reset-password', userId, recipient: user.email })
    await note(tx, userId, 'password-reset-emailed-by-operator', act.operator)
    await recordAct(tx, act)
    return 'sent'
  })
}

async function areResetsMuted(tx: Database, userId: string): Promise<boolean> {
  const muted = sql<boolean>`coalesce(${users.resetsMutedUntil} > now(), false)`
  const [found] = await tx.select({ muted }).from(users).where(eq(users.id, userId))
  return found!.muted
}

/** Queues another email to verify the email on file, and ends the link of the previous one. */
export function mailVerificationBy(
  act: Act,
  userId: string,
  coolDownSeconds: number,
): Promise<Extract<NotSent, 'not-live' | object> | 'sent' | 'verified'> {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    if (!user) return 'not-live'
    const changed = user.emailVerifiedAt === null
    const wait = changed ? await secondsToWait(tx, userId, 'verify-email', coolDownSeconds) : 0
    if (wait > 0) return { wait }
    await recordAct(tx, act, { changed })
    if (!changed) return 'verified'
    await mailVerificationAgain(tx, user)
    await note(tx, userId, 'verification-emailed-by-operator', act.operator)
    return 'sent'
  })
}
