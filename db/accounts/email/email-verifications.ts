import { and, eq, gt, sql } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import type { Origin, User } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { closeLinks, linkExpiry, lockOwner, spendLink } from '@/db/links'
import { type EmailKind, emails, emailVerifications, events, users } from '@/db/schema'

/** Uses up the link and records that the email is verified. */
export function spendEmailVerification(id: string, origin: Origin): Promise<User | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwner(tx, 'verify-email', id)
    if (!user || !(await spendLink(tx, 'verify-email', id))) return undefined
    const emailVerifiedAt = sql`coalesce(${users.emailVerifiedAt}, now())`
    await tx.update(users).set({ emailVerifiedAt, emailUnreachableAt: null }).where(eq(users.id, user.id))
    await tx.insert(events).values({ userId: user.id, type: 'verify-email', ...origin })
    return user
  })
}

/**
 * Queues another email with a link that replaces the previous one. Returns the seconds still to wait if one was requested less
 * than `coolDownSeconds` ago, and 0 if the email is queued or the account is already verified. An email that bounced counts
 * as reachable again, because this email is an attempt to reach it.
 */
export function queueVerification(userId: string, coolDownSeconds: number): Promise<number> {
  return transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    if (!user || (user.emailVerifiedAt && !user.emailUnreachableAt)) return 0
    const wait = await secondsToWait(tx, userId, 'verify-email', coolDownSeconds)
    if (wait === 0) await mailVerificationAgain(tx, user)
    return wait
  })
}

/** Seconds until the account may be sent another email of this kind, so that requests in a row do not fill its mailbox; or 0. */
export async function secondsToWait(
  tx: Database,
  userId: string,
  kind: EmailKind,
  coolDownSeconds: number,
): Promise<number> {
  const age = sql<number>`extract(epoch from now() - ${emails.createdAt})::float8`
  const recent = gt(emails.createdAt, sql`now() - make_interval(secs => ${coolDownSeconds})`)
  const [last] = await tx
    .select({ age })
    .from(emails)
    .where(and(eq(emails.userId, userId), eq(emails.kind, kind), recent))
    .limit(1)
  return last ? Math.max(1, Math.ceil(coolDownSeconds - last.age)) : 0
}

/** Queues an email with a link that replaces the previous one, and so tries an email that bounced again. */
export async function mailVerificationAgain(tx: Database, user: User): Promise<void> {
  await closeLinks(tx, user.id, 'verify-email')
  await mailVerification(tx, user)
  if (user.emailUnreachableAt) await tx.update(users).set({ emailUnreachableAt: null }).where(eq(users.id, user.id))
}

/** Queues an email with a link to verify the mailbox. */
export async function mailVerification(tx: Database, { id: userId, email, firstName }: User): Promise<void> {
  const [verification] = await tx
    .insert(emailVerifications)
    .values({ userId, expiresAt: linkExpiry('verify-email') })
    .returning({ id: emailVerifications.id })
  const data = { first_name: firstName, verification_id: verification!.id }
  await tx.insert(emails).values({ kind: 'verify-email', userId, recipient: email, data })
}
