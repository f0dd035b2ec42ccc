import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import type { Origin, User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { closeLinks, isOpen } from '@/db/links'
import { queueNotice } from '@/db/outbox/notices'
import { emailChanges, emails, events } from '@/db/schema'

type Change = { id: string; email: string }

/** The change whose link still works, with the moment until which it does; the same whether or not the email is taken. */
export async function findPendingEmailChange(userId: string): Promise<{ email: string; expiresAt: Date } | undefined> {
  const { email, expiresAt } = emailChanges
  const [pending] = await query((db) =>
    db
      .select({ email, expiresAt })
      .from(emailChanges)
      .where(and(eq(emailChanges.userId, userId), isOpen('confirm-email'), notExpired()))
      .orderBy(desc(emailChanges.createdAt))
      .limit(1),
  )
  return pending
}

/** Closes the link of the pending change. */
export function cancelPendingEmailChange(userId: string): Promise<void> {
  return transaction(async (tx) => {
    if (await lockUser(tx, userId)) await closeLinks(tx, userId, 'confirm-email')
  })
}

/**
 * Makes the newest link that this account had sent to `email` work again, in place of the pending one. False if that link is
 * open already, was used or has expired, or if the password is no longer the one of `checkedHash`. It does not matter what
 * closed the link: the owner now names the same mailbox again, and a new link would give its reader no less.
 */
export function reviveEmailChange(
  userId: string,
  checkedHash: string,
  email: string,
  origin: Origin,
): Promise<boolean> {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId, { checkedHash })
    if (!user) return false
    const ofEmail = and(eq(emailChanges.userId, userId), eq(emailChanges.email, email), isNull(emailChanges.usedAt))
    const [former] = await tx
      .select()
      .from(emailChanges)
      .where(and(ofEmail, notExpired()))
      .orderBy(desc(emailChanges.createdAt))
      .limit(1)
    if (!former?.replacedAt) return false
    await closeLinks(tx, userId, 'confirm-email')
    await tx.update(emailChanges).set({ replacedAt: null }).where(eq(emailChanges.id, former.id))
    if (!(await wasSent(tx, former))) await mailAgain(tx, user, former, origin)
    await noteEmailChange(tx, user, former, origin)
    return true
  })
}

/** Queues the email with the link. */
export async function mailEmailChange(tx: Database, user: User, { id, email }: Change, origin: Origin): Promise<void> {
  const { ip, userAgent: user_agent } = origin
  const data = { first_name: user.firstName, new_email: email, email_change_id: id, ip, user_agent }
  await tx.insert(emails).values({ kind: 'confirm-email', userId: user.id, recipient: email, data })
}

/** Notes the request, and tells the current email of it. */
export async function noteEmailChange(tx: Database, user: User, { email }: Change, origin: Origin): Promise<void> {
  await tx.insert(events).values({ userId: user.id, type: 'email-change-requested', details: { to: email }, ...origin })
  await queueNotice(tx, 'email-change-requested', user, origin, { new_email: email })
}

async function wasSent(tx: Database, { id, userId }: { id: string; userId: string }): Promise<boolean> {
  return (await tx.$count(emails, and(isAbout(userId, id), eq(emails.status, 'sent')))) > 0
}

/** Instead of the email that still waits, or that a dispatcher dropped because its link was closed. */
async function mailAgain(tx: Database, user: User, change: Change, origin: Origin): Promise<void> {
  await tx.delete(emails).where(and(isAbout(user.id, change.id), ne(emails.status, 'sent')))
  await mailEmailChange(tx, user, change, origin)
}

function isAbout(userId: string, changeId: string) {
  const ofChange = sql`${emails.data}->>'email_change_id' = ${changeId}`
  return and(eq(emails.userId, userId), eq(emails.kind, 'confirm-email'), ofChange)
}

const notExpired = () => gt(emailChanges.expiresAt, sql`now()`)
