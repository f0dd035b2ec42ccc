import { and, eq, type SQL, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { creationOf, inMinutes, isOpen, lockOwner, spendLink } from '@/db/links'
import { events, notMeLinks, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { orTaken } from '@/db/unique-violation'
import { restoreEmail } from './email/restore-email'
import { lockPassword } from './lock-password'
import { closeResets } from './password-resets'
import { isLocked, type Origin, type User } from './users'

/**
 * Secures the account for the owner of the email that the notice was sent to: every session ends, pending changes are
 * canceled, the account gets that email again, and a reset link is sent there.
 */
export function secureAccount(id: string, emailCanonical: string, origin: Origin): Promise<User | 'taken' | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwner(tx, 'not-me', id, 'update')
    if (!user || !(await spendLink(tx, 'not-me', id))) return undefined
    const [link] = await tx.select().from(notMeLinks).where(eq(notMeLinks.id, id))
    const since = creationOf(tx, 'not-me', id)
    const { restored } = await restoreEmail(tx, user, { email: link!.email, emailCanonical, since }, origin)
    await lockPassword(tx, restored, origin)
    await endSessions(tx, { allOf: user.id }, 'not-me')
    await closeYoungerNotMeLinks(tx, restored, since)
    await tx.insert(events).values({ userId: user.id, type: 'not-me', ...origin })
    return restored
  }).catch(orTaken)
}

/** Cancels the password reset that an email was about, and sends no other reset for `muteMinutes`. */
export function cancelReset(id: string, muteMinutes: number, origin: Origin): Promise<User | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwner(tx, 'not-me', id)
    if (!user || !(await spendLink(tx, 'not-me', id))) return undefined
    await closeResets(tx, user.id)
    // With a locked password an emailed link is the only way in, so the owner must be able to request another.
    if (!isLocked(user)) {
      await tx
        .update(users)
        .set({ resetsMutedUntil: inMinutes(muteMinutes) })
        .where(eq(users.id, user.id))
    }
    await tx.insert(events).values({ userId: user.id, type: 'password-reset-canceled', ...origin })
    return user
  })
}

/**
 * Closes the links of the later notices that went to this email: there is nothing left to undo for them. Those of earlier notices
 * keep working, because what they are about is not undone by this, and so do those that were sent to an earlier email.
 */
async function closeYoungerNotMeLinks(tx: Database, { id, email }: User, since: SQL<Date>): Promise<void> {
  const isLater = sql`${notMeLinks.createdAt} >= ${since}`
  const sentThere = and(eq(notMeLinks.userId, id), eq(notMeLinks.email, email), isLater)
  await tx
    .update(notMeLinks)
    .set({ replacedAt: sql`now()` })
    .where(and(sentThere, isOpen('not-me')))
}
