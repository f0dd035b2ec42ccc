import { and, eq, ne } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import { hasNewPassword, lockPassword } from '@/db/accounts/lock-password'
import { isLocked, type Origin, type User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { closeLinks, creationOf, linkExpiry, lockOwner, spendLink } from '@/db/links'
import { emailChanges, emailUndos, events, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { orTaken } from '@/db/unique-violation'
import { moveEmail } from './move-email'
import { mailEmailChange, noteEmailChange } from './pending-email-change'
import { isReserved } from './reserved-email'
import { restoreEmail } from './restore-email'

/**
 * Queues the email to the new email address, whether it is taken or not, and the notice to the current one. False if the
 * hash of the password is no longer `checkedHash`.
 */
export function requestEmailChange(
  userId: string,
  checkedHash: string,
  email: string,
  origin: Origin,
): Promise<boolean> {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId, { checkedHash })
    if (!user) return false
    await closeLinks(tx, userId, 'confirm-email')
    const [change] = await tx
      .insert(emailChanges)
      .values({ userId, email, expiresAt: linkExpiry('confirm-email') })
      .returning()
    await mailEmailChange(tx, user, change!, origin)
    await noteEmailChange(tx, user, change!, origin)
    return true
  })
}

/** The account that has this email already; 'reserved' while its former account can still return to it. */
export function findOtherOwner(emailCanonical: string, userId: string): Promise<User | 'reserved' | undefined> {
  return query(async (db) => {
    const another = and(eq(users.emailCanonical, emailCanonical), ne(users.id, userId))
    const [owner] = await db.select().from(users).where(another)
    if (owner) return owner
    return (await isReserved(db, emailCanonical, userId, 'proven')) ? 'reserved' : undefined
  })
}

/** Moves the account, and lets the old mailbox undo it; 'taken' if another account has the email by now. */
export function confirmEmailChange(
  id: string,
  emailCanonical: string,
  origin: Origin,
): Promise<User | 'taken' | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwner(tx, 'confirm-email', id, 'update')
    if (!user || !(await spendLink(tx, 'confirm-email', id))) return undefined
    const [change] = await tx.select({ email: emailChanges.email }).from(emailChanges).where(eq(emailChanges.id, id))
    const { email } = change!
    const moved = await moveEmail(tx, user, { email, emailCanonical, by: 'proven' }, origin)
    await tx
      .insert(events)
      .values({ userId: user.id, type: 'email-changed', details: { from: user.email, to: email }, ...origin })
    return moved
  }).catch(orTaken)
}

/**
 * Gives the account back to the mailbox that the link was sent to, and ends every session. If second factors are undone by it, or a
 * password was set since the change, someone else may know the password, so it is disabled, and a link to set another is emailed
 * there. So is one if it was disabled before, because the undo ends the link that was emailed then.
 */
export function undoEmailChange(id: string, origin: Origin): Promise<User | 'taken' | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwner(tx, 'undo-email', id, 'update')
    if (!user || !(await spendLink(tx, 'undo-email', id))) return undefined
    const [undo] = await tx.select().from(emailUndos).where(eq(emailUndos.id, id))
    const since = creationOf(tx, 'undo-email', id)
    const { restored, factorsUndone } = await restoreEmail(tx, user, { ...undo!, since }, origin)
    const knownToOthers = factorsUndone || isLocked(user) || (await hasNewPassword(tx, user.id, since))
    if (knownToOthers) await lockPassword(tx, restored, origin)
    await endSessions(tx, { allOf: user.id }, 'undo-email')
    await tx.insert(events).values({ userId: user.id, type: 'undo-email', details: { to: undo!.email }, ...origin })
    return restored
  }).catch(orTaken)
}
