import { and, eq, isNull, sql } from 'drizzle-orm'
import { mailVerification } from '@/db/accounts/email/email-verifications'
import { moveEmail } from '@/db/accounts/email/move-email'
import { lockUser } from '@/db/accounts/live-account'
import type { User } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import { closeLinks } from '@/db/links'
import { type Act, recordAct } from '@/db/operator/acts'
import { users } from '@/db/schema'
import { orTaken } from '@/db/unique-violation'
import { note } from './operator-changes'
import { tellOwner } from './tell-owner'

type Email = Pick<User, 'email' | 'emailCanonical'>

/**
 * Moves the account to another email. Both mailboxes are notified, and the old one can undo the change. 'taken' if another
 * account has the email or can still return to it; undefined unless the account is live.
 */
export function setEmailBy(
  act: Act,
  userId: string,
  { email, emailCanonical }: Email,
): Promise<User | 'unchanged' | 'taken' | undefined> {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId, { strength: 'update' })
    if (!user) return undefined
    await recordAct(tx, act, { changed: user.email !== email })
    if (user.email === email) return 'unchanged'
    // Only a link that is sent to the email can verify it, not the operator. Another spelling leads to the same mailbox.
    const isKnown = user.emailVerifiedAt !== null && user.emailCanonical === emailCanonical
    const moved = await moveEmail(tx, user, { email, emailCanonical, by: isKnown ? 'proven' : 'unproven' }, {})
    if (!isKnown) await mailVerification(tx, moved)
    await note(tx, userId, 'email-changed-by-operator', act.operator, { from: user.email, to: email })
    return moved
  }).catch(orTaken)
}

/** Marks the email as verified, and ends the links that would have verified it. False if it was verified already. */
export function verifyEmailBy(act: Act, userId: string): Promise<boolean | undefined> {
  return transaction(async (tx) => {
    if (!(await lockUser(tx, userId))) return undefined
    const [verified] = await tx
      .update(users)
      .set({ emailVerifiedAt: sql`now()` })
      .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)))
      .returning()
    await recordAct(tx, act, { changed: verified !== undefined })
    if (!verified) return false
    await closeLinks(tx, userId, 'verify-email')
    await note(tx, userId, 'email-verified-by-operator', act.operator, { to: verified.email })
    await tellOwner(tx, verified, 'email-verified')
    return true
  })
}
