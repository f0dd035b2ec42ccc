import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { endLinks, tellMailbox } from '@/db/accounts/email/contests'
import { type FormerMailbox, isParty, mailboxesInContest, personAsLeftBy } from '@/db/accounts/email/former-mailboxes'
import { lockPassword } from '@/db/accounts/lock-password'
import type { User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { removePasskeys } from '@/db/factors/passkeys'
import { forgetSetAside } from '@/db/factors/set-aside/set-aside'
import { switchOffWithoutFactors } from '@/db/factors/two-step'
import { type Act, recordAct } from '@/db/operator/acts'
import { emailContests, emailUndos, events, users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { orTaken } from '@/db/unique-violation'

/** Who contests an account, since when, and every mailbox in the contest, starting with the one that has the account. */
export type Contest = { by: string; since: Date; mailboxes: string[] }

export function findContest(user: User): Promise<Contest | undefined> {
  return query(async (db) => {
    if (!user.contestedAt) return undefined
    const isContesters = and(eq(emailContests.userId, user.id), isNotNull(emailContests.usedAt), isParty(emailContests))
    const [contester] = await db.select({ email: emailContests.email }).from(emailContests).where(isContesters)
    const mailboxes = (await mailboxesInContest(db, user)).map(({ email }) => email)
    return { by: contester?.email ?? '', since: user.contestedAt, mailboxes }
  })
}

/** The account whose contest includes this mailbox, although another mailbox has the account. */
export async function findContestedBy(emailCanonical: string): Promise<User | undefined> {
  return query(async (db) => {
    for (const table of [emailContests, emailUndos]) {
      const [found] = await db
        .select({ user: users })
        .from(users)
        .innerJoin(table, eq(table.userId, users.id))
        .where(and(eq(table.emailCanonical, emailCanonical), isParty(table)))
        .limit(1)
      if (found) return found.user
    }
    return undefined
  })
}

/**
 * Ends a contest by giving the account to one of the mailboxes, with the data it had when that mailbox last had it. Nobody is
 * logged in. The password is disabled and every passkey is removed, because either side may have them, and so is what was suspended.
 * If two-step login has nothing left to ask for, it is switched off. The mailbox is sent a link to set another password. The data
 * entered by the others is deleted, their links end, and every mailbox is notified. 'taken' if another account has the email.
 */
export function settleContestBy(
  act: Act,
  userId: string,
  emailCanonical: string,
): Promise<User | 'taken' | 'not-contested' | 'no-party'> {
  return transaction(async (tx) => {
    const isContested = and(eq(users.id, userId), isNotNull(users.contestedAt))
    const [user] = await tx.select().from(users).where(isContested).for('update')
    if (!user) return 'not-contested'
    const mailboxes = await mailboxesInContest(tx, user)
    const winner = mailboxes.find((each) => each.emailCanonical === emailCanonical)
    if (!winner) return 'no-party'
    const settled = await giveTo(tx, user, winner)
    await endSessions(tx, { allOf: userId }, 'contest-settled')
    await endLinks(tx, userId)
    await forgetFormerData(tx, userId)
    await lockPassword(tx, settled, {})
    await removePasskeys(tx, userId)
    await switchOffWithoutFactors(tx, userId)
    await forgetSetAside(tx, userId)
    const details = { operator: act.operator, to: winner.email }
    await tx.insert(events).values({ userId, type: 'contest-settled', details })
    await recordAct(tx, act, { moved: emailCanonical !== user.emailCanonical })
    for (const mailbox of mailboxes) {
      await tellMailbox(tx, 'contest-settled', userId, mailbox, { outcome: mailbox === winner ? 'won' : 'lost' })
    }
    return settled
  }).catch(orTaken)
}

async function giveTo(tx: Database, user: User, { email, emailCanonical }: FormerMailbox): Promise<User> {
  const moves = emailCanonical !== user.emailCanonical
  const [settled] = await tx
    .update(users)
    .set({
      ...(moves && {
        ...(await personAsLeftBy(tx, user, emailCanonical)),
        email,
        emailCanonical,
        // The operator's decision does not verify the mailbox; the reset that is emailed there does.
        emailVerifiedAt: null,
        emailUnreachableAt: null,
      }),
      contestedAt: null,
      devicesForgottenAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, user.id))
    .returning()
  return settled!
}

async function forgetFormerData(tx: Database, userId: string): Promise<void> {
  const nothing = { firstName: null, lastName: null, phoneNumber: null }
  for (const table of [emailUndos, emailContests]) {
    await tx.update(table).set(nothing).where(eq(table.userId, userId))
  }
}
