import { and, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { type EmailPage, isOf } from '@/db/operator/email-log'
import type { QueuedEmail } from '@/db/outbox/outbox'
import { type EmailKind, emailContests, emails, emailUndos, passwordResets, registrations } from '@/db/schema'
import { daysAgo } from '@/db/sweep/remove-aged'

type Owner = NonNullable<EmailPage['of']>
export type ResetRow = Pick<
  typeof passwordResets.$inferSelect,
  'id' | 'createdAt' | 'expiresAt' | 'usedAt' | 'replacedAt'
>

/** The time of the database's clock, by which every time of a row is decided. */
export async function databaseTime(): Promise<Date> {
  const now = sql<Date>`now()`.mapWith(emails.createdAt)
  const [row] = await query((db) => db.select({ now }).from(sql`(select 1) as one`))
  return row!.now
}

/** The latest reset links of the account that were made in the last `days`, newest first. */
export function latestResets(userId: string, { days, limit }: { days: number; limit: number }): Promise<ResetRow[]> {
  const { id, createdAt, expiresAt, usedAt, replacedAt } = passwordResets
  return query((db) =>
    db
      .select({ id, createdAt, expiresAt, usedAt, replacedAt })
      .from(passwordResets)
      .where(and(eq(passwordResets.userId, userId), gt(createdAt, daysAgo(days))))
      .orderBy(desc(createdAt), desc(id))
      .limit(limit),
  )
}

/** The latest email of each of these kinds that was queued in the last `days`. */
export function latestEmails(of: Owner, kinds: EmailKind[], days: number): Promise<QueuedEmail[]> {
  const recent = gt(emails.createdAt, daysAgo(days))
  return query((db) =>
    db
      .selectDistinctOn([emails.kind])
      .from(emails)
      .where(and(isOf(of), inArray(emails.kind, kinds), recent))
      .orderBy(emails.kind, desc(emails.createdAt), desc(emails.id)),
  )
}

export type PendingRegistration = { expiresAt: Date; email: QueuedEmail | null }

/** The newest registration with this email that nobody has completed, and the email with its link. */
export async function findPendingRegistration(emailCanonical: string): Promise<PendingRegistration | undefined> {
  const { expiresAt, emailId, usedAt, replacedAt, id } = registrations
  const isPending = and(eq(registrations.emailCanonical, emailCanonical), isNull(usedAt), isNull(replacedAt))
  const [found] = await query((db) =>
    db
      .select({ expiresAt, email: emails })
      .from(registrations)
      .leftJoin(emails, eq(emails.id, emailId))
      .where(isPending)
      .orderBy(desc(id))
      .limit(1),
  )
  return found
}

/** The account that had this email last, and since when it has another one. */
export async function findFormerOwner(emailCanonical: string): Promise<{ userId: string; since: Date } | undefined> {
  const [found] = await query((db) => {
    const [undo, contest] = [emailUndos, emailContests].map((table) =>
      db
        .select({ userId: table.userId, since: table.createdAt })
        .from(table)
        .where(eq(table.emailCanonical, emailCanonical)),
    )
    return undo!.unionAll(contest!).orderBy(sql`created_at desc`).limit(1)
  })
  return found
}
