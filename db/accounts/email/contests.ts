import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { closeResets } from '@/db/accounts/password-resets'
import type { Origin, User } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { closeLinks, isOpen, linkExpiry, lockOwner, spendLink } from '@/db/links'
import { type EmailData, type EmailKind, emailContests, emails, events, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { type FormerMailbox, mailboxesInContest } from './former-mailboxes'

/** Tells a mailbox that an older one has taken the account from it, with a link to contest this, and stores the data entered there. */
export async function tellOfLoss(tx: Database, userId: string, mailbox: FormerMailbox, origin: Origin): Promise<void> {
  const { email, emailCanonical, firstName, lastName, phoneNumber } = mailbox
  const [contest] = await tx
    .insert(emailContests)
    .values({ userId, email, emailCanonical, firstName, lastName, phoneNumber, expiresAt: linkExpiry('contest') })
    .returning({ id: emailContests.id })
  const { ip, userAgent: user_agent } = origin
  await tellMailbox(tx, 'account-taken-back', userId, mailbox, { email_contest_id: contest!.id, ip, user_agent })
}

/** Without a "this wasn't me" link, because a mailbox that has lost the account could take it away again with it. */
export async function tellMailbox(
  tx: Database,
  kind: EmailKind,
  userId: string,
  { email, firstName }: FormerMailbox,
  data: EmailData = {},
): Promise<void> {
  await tx
    .insert(emails)
    .values({ kind, userId, recipient: email, data: { first_name: firstName ?? undefined, ...data } })
}

/** A mailbox that has the account has nothing to contest. */
export async function closeContestsOf(tx: Database, userId: string, emailCanonical: string): Promise<void> {
  const ofMailbox = and(eq(emailContests.userId, userId), eq(emailContests.emailCanonical, emailCanonical))
  await tx
    .update(emailContests)
    .set({ replacedAt: sql`now()` })
    .where(and(ofMailbox, isOpen('contest')))
}

/**
 * Closes the account to everyone until an operator decides who owns it: the mailboxes accuse each other, and no link can tell
 * who is right. Every link ends, including the contester's own, and each of the mailboxes is notified.
 */
export function contestAccount(id: string, origin: Origin): Promise<User | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwner(tx, 'contest', id)
    if (!user || !(await spendLink(tx, 'contest', id))) return undefined
    const [contest] = await tx.select().from(emailContests).where(eq(emailContests.id, id))
    const [contested] = await tx
      .update(users)
      // A deletion that one of them requested must not happen before the decision.
      .set({ contestedAt: sql`now()`, deletionDueAt: null, resetsMutedUntil: null, devicesForgottenAt: sql`now()` })
      .where(eq(users.id, user.id))
      .returning()
    await endSessions(tx, { allOf: user.id }, 'contest')
    await endLinks(tx, user.id)
    await tx.insert(events).values({ userId: user.id, type: 'contest', details: { by: contest!.email }, ...origin })
    for (const mailbox of await mailboxesInContest(tx, contested!)) {
      await tellMailbox(tx, 'account-contested', user.id, mailbox)
    }
    return contested
  })
}

/** The accounts that wait for a decision, found by the contests that closed them, because these few have their own index. */
export const contestedAccounts = (tx: Database) =>
  tx
    .select({ id: users.id })
    .from(emailContests)
    .innerJoin(users, eq(users.id, emailContests.userId))
    .where(and(isNotNull(emailContests.usedAt), isNotNull(users.contestedAt)))

/** Ends every emailed link of an account, whichever mailbox it was sent to. */
export async function endLinks(tx: Database, userId: string): Promise<void> {
  await closeResets(tx, userId)
  await closeLinks(tx, userId, 'verify-email', 'confirm-email', 'undo-email', 'not-me', 'contest')
}
