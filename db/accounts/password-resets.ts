import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { closeLinks, inMinutes, isOpen, lockOwner, spendLink } from '@/db/links'
import { insertNotMeLink, queueNotice } from '@/db/outbox/notices'
import { emails, events, notMeLinks, passwordResets, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { shortenUndos } from './email/shorten-undos'
import { isLive } from './live-account'
import { isLocked, type Origin, type User } from './users'

type PasswordReset = typeof passwordResets.$inferSelect
/** With the link by which the account owner cancels a reset that they did not request. */
export type OpenedReset = { reset: PasswordReset; notMeLink: typeof notMeLinks.$inferSelect; user: User }
export type NoReset = 'no-account' | 'superseded' | 'muted' | 'unreachable'
type QueuedReset = Pick<typeof emails.$inferSelect, 'id' | 'userId' | 'recipient' | 'data'>

/**
 * Creates the row for a new link in a queued email, and closes the user's older ones. The user's row is locked first, with
 * the lock that allows foreign keys to be checked meanwhile: a stronger one would deadlock with a logout.
 */
export function openPasswordReset(email: QueuedReset, minutes: number): Promise<OpenedReset | NoReset> {
  const { id, userId, recipient, data } = email
  const isAccount = userId ? eq(users.id, userId) : eq(users.emailCanonical, recipient)
  return transaction(async (tx) => {
    const [found] = await tx
      .select({ user: users, muted: sql<boolean>`coalesce(${users.resetsMutedUntil} > now(), false)` })
      .from(users)
      .where(and(isAccount, isLive()))
      .for('no key update')
    if (!found) return 'no-account'
    const { user, muted } = found
    if (muted) return 'muted'
    if (isCutOff(user)) {
      // The question "what happened to my email?" is answered from the rows of the account.
      await tx.update(emails).set({ userId: user.id, recipient: user.email }).where(eq(emails.id, id))
      return 'unreachable'
    }
    if (await hasNewerReset(tx, user.id, id)) return 'superseded'
    // The links that cancel the older ones stay valid: in a flood of emails, any of them works.
    await closeLinks(tx, user.id, 'password-reset')
    const [reset] = await tx
      .insert(passwordResets)
      .values({ userId: user.id, expiresAt: inMinutes(minutes) })
      .returning()
    const notMeLink = await insertNotMeLink(tx, user, reset!.id)
    await tx
      .update(emails)
      .set({
        userId: user.id,
        recipient: user.email,
        data: { ...data, reset_id: reset!.id, disavowal_id: notMeLink.id },
      })
      .where(eq(emails.id, id))
    await tx.insert(events).values({ userId: user.id, type: 'password-reset-requested', ip: data.ip })
    return { reset: reset!, notMeLink, user }
  })
}

/** Restarts the validity of a link that has not been sent yet. */
export function renewPasswordReset(id: string, minutes: number): Promise<OpenedReset | NoReset> {
  return transaction(async (tx) => {
    const user = await lockOwner(tx, 'password-reset', id)
    if (!user) return 'no-account'
    if (isCutOff(user)) return 'unreachable'
    const [reset] = await tx
      .update(passwordResets)
      .set({ expiresAt: inMinutes(minutes) })
      .where(and(eq(passwordResets.id, id), isOpen('password-reset')))
      .returning()
    if (!reset) return 'superseded'
    const [notMeLink] = await tx.select().from(notMeLinks).where(eq(notMeLinks.resetId, id))
    // A link from before this version has none.
    return { reset, notMeLink: notMeLink ?? (await insertNotMeLink(tx, user, id)), user }
  })
}

/** No email arrives there. It is sent anyway if an emailed link is the only way in. */
export function isCutOff(user: User): boolean {
  return user.emailUnreachableAt !== null && !isLocked(user)
}

/** Uses up the link and sets the password with everything that follows, or does nothing: of racing calls exactly one wins. */
export function spendPasswordReset(id: string, passwordHash: string, origin: Origin): Promise<User | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwner(tx, 'password-reset', id)
    if (!user || !(await spendLink(tx, 'password-reset', id))) return undefined
    // Someone who completes a reset can read that mailbox, so this verifies the email.
    const proof = { emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, now())` }
    await tx
      .update(users)
      .set({ passwordHash, ...proof, ...(user.emailVerifiedAt ? {} : forgetStranger), updatedAt: sql`now()` })
      .where(eq(users.id, user.id))
    await endSessions(tx, { allOf: user.id }, 'password-reset')
    await closeResets(tx, user.id)
    await closeLinks(tx, user.id, 'confirm-email', 'verify-email')
    await shortenUndos(tx, user)
    await tx.insert(events).values({ userId: user.id, type: 'password-reset', ...origin })
    const owner = { ...user, emailVerifiedAt: user.emailVerifiedAt ?? new Date() }
    await queueNotice(tx, 'password-changed', owner, origin, { by: 'reset' })
    return user
  })
}

/** Before the email was first verified, someone else may have had the account, so nothing begun or known then counts. */
const forgetStranger = { deletionDueAt: null, devicesForgottenAt: sql`now()` }

/** Closes the open reset links of a user, together with the links that cancel them. */
export async function closeResets(tx: Database, userId: string): Promise<void> {
  await closeLinks(tx, userId, 'password-reset')
  await tx
    .update(notMeLinks)
    .set({ replacedAt: sql`now()` })
    .where(and(eq(notMeLinks.userId, userId), isNotNull(notMeLinks.resetId), isOpen('not-me')))
}

/**
 * Emails that were requested together are made in any order, but the one requested last counts. The order is that of the
 * database's clock and not of the IDs, which depend on the clock of the instance that made them.
 */
async function hasNewerReset(tx: Database, userId: string, emailId: string): Promise<boolean> {
  const asked = tx.select({ at: emails.createdAt, id: emails.id }).from(emails).where(eq(emails.id, emailId))
  const newer = await tx
    .select({ id: emails.id })
    .from(emails)
    .where(
      and(
        eq(emails.userId, userId),
        sql`(${emails.createdAt}, ${emails.id}) > (${asked})`,
        sql`${emails.data} ? 'reset_id'`,
      ),
    )
    .limit(1)
  return newer.length > 0
}
