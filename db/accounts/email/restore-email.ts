import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import { closeResets } from '@/db/accounts/password-resets'
import type { Origin, User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { undoFactorChanges } from '@/db/factors/set-aside/undo-changes'
import { closeLinks, isOpen } from '@/db/links'
import { emailUndos, notMeLinks, users } from '@/db/schema'
import { closeContestsOf, tellOfLoss } from './contests'
import { mailboxesThatLose, personAsLeftBy } from './former-mailboxes'

/** `since`: when the link was created that the mailbox was sent, about a change or about the first of several. */
type Mailbox = Pick<User, 'email' | 'emailCanonical'> & { since: SQL<Date> }
/** `factorsUndone`: whether anything was suspended or brought back. */
type Restored = { restored: User; factorsUndone: boolean }

/**
 * Gives a locked account back to the mailbox that a link was sent to, cancels whatever is pending, forgets every device, and takes
 * back what happened to the second factors since then. The links sent to other mailboxes since then end, because they could take
 * the account away again. Older ones stay valid, so that the first owner's mailbox always prevails over later ones.
 */
export async function restoreEmail(tx: Database, user: User, mailbox: Mailbox, origin: Origin): Promise<Restored> {
  const { email, emailCanonical, since } = mailbox
  const moves = user.emailCanonical !== emailCanonical
  // Also if the account has this email already, because the undo links of the others must end anyway.
  const losers = await mailboxesThatLose(tx, user, emailCanonical, since)
  const person = moves ? await personAsLeftBy(tx, user, emailCanonical) : {}
  const restored = await writeEmail(tx, user, mailbox, person)
  await closeResets(tx, user.id)
  await closeLinks(tx, user.id, 'verify-email', 'confirm-email')
  await closeYoungerLinks(tx, user.id, email, since)
  await closeContestsOf(tx, user.id, emailCanonical)
  const factorsUndone = await undoFactorChanges(tx, user, since, origin)
  for (const loser of losers) await tellOfLoss(tx, user.id, loser, origin)
  return { restored, factorsUndone }
}

async function writeEmail(tx: Database, user: User, mailbox: Mailbox, person: Partial<User>): Promise<User> {
  const { email, emailCanonical } = mailbox
  const [restored] = await tx
    .update(users)
    .set({
      ...person,
      email,
      emailCanonical,
      // Someone who opened the link can read that mailbox.
      emailVerifiedAt: user.email === email ? sql`coalesce(${users.emailVerifiedAt}, now())` : sql`now()`,
      deletionDueAt: null,
      devicesForgottenAt: sql`now()`,
      resetsMutedUntil: null,
      emailUnreachableAt: null,
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, user.id))
    .returning()
  return restored!
}

async function closeYoungerLinks(tx: Database, userId: string, email: string, since: SQL): Promise<void> {
  for (const [table, kind] of [
    [emailUndos, 'undo-email'],
    [notMeLinks, 'not-me'],
  ] as const) {
    const elsewhere = and(eq(table.userId, userId), ne(table.email, email), sql`${table.createdAt} > ${since}`)
    await tx
      .update(table)
      .set({ replacedAt: sql`now()` })
      .where(and(elsewhere, isOpen(kind)))
  }
}
