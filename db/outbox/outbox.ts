import { and, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Origin, User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { prepared } from '@/db/connection/prepared'
import { type EmailData, type EmailLane, emailLane, emailLanes, emails, users } from '@/db/schema'
import { claimDue, inSeconds, isDue, isLeased } from './claimed-work'

export type QueuedEmail = typeof emails.$inferSelect

const insertReset = prepared<unknown, Pick<QueuedEmail, 'id' | 'recipient' | 'data'>>('queue_reset', (db) => {
  const { placeholder } = sql
  const asked = { id: placeholder('id'), recipient: placeholder('recipient'), data: placeholder('data') }
  return db.insert(emails).values({ kind: 'reset-password', ...asked })
})

/** Queues a reset for the requested email, whether there is an account for it or not. */
export async function queueResetForAddress(recipient: string, { ip, userAgent }: Origin): Promise<void> {
  // A new ID for each execution, because drizzle would create one when it builds the statement.
  await insertReset({ id: uuidv7(), recipient, data: { ip, user_agent: userAgent } })
}

/** Queues a reset email for the account that a link names. */
export async function queueResetForUser(userId: string, recipient: string, origin: Origin): Promise<void> {
  const data = { ip: origin.ip, user_agent: origin.userAgent }
  await query((db) => db.insert(emails).values({ kind: 'reset-password', userId, recipient, data }))
}

const findDue = prepared<unknown[], { lane: number }>('emails_due', (db) => {
  const ofLane = eq(emailLane(emails.kind), sql.placeholder('lane'))
  return db
    .select({ id: emails.id })
    .from(emails)
    .where(and(isDue(emails), ofLane))
    .limit(1)
})

/** Claims up to `limit` due emails, resets first, or those of one lane. No other instance gets them during the lease. */
export async function claimDueEmails(limit: number, leaseSeconds?: number, lane?: EmailLane): Promise<QueuedEmail[]> {
  if (lane && (await findDue({ lane: emailLanes[lane] })).length === 0) return []
  const laneOf = emailLane(emails.kind)
  const only = lane && eq(laneOf, emailLanes[lane])
  return claimDue(emails, { limit, leaseSeconds, only, first: laneOf })
}

/** The reply of the transport to an email that it accepted. */
export type Receipt = { providerId?: string; serverReply?: string }
/** Why an email was not accepted, and the reply of the mail server. */
type Fault = { lastError: string; serverReply?: string }

/** Records that emails were sent, many in one statement. */
export async function markEmailsSent(mails: ({ id: string } & Receipt)[]): Promise<void> {
  const told = sql`jsonb_to_recordset(${JSON.stringify(mails)}::text::jsonb) as told(id uuid, "providerId" text, "serverReply" text)`
  const { providerId, serverReply } = emails
  const sent = { status: 'sent', sentAt: sql`now()`, lastError: null } as const
  // The provider may already have reported that it failed.
  const undecided = or(ne(emails.status, 'failed'), isNull(providerId))
  await query((db) =>
    db
      .update(emails)
      .set({
        ...sent,
        providerId: sql`coalesce(told."providerId", ${providerId})`,
        serverReply: sql`coalesce(told."serverReply", ${serverReply})`,
      })
      .from(told)
      .where(and(eq(emails.id, sql`told.id`), undecided)),
  )
}

export async function postponeEmail(email: QueuedEmail, seconds: number, fault: Fault): Promise<void> {
  await query((db) =>
    db
      .update(emails)
      .set({ nextAttemptAt: inSeconds(seconds), ...fault })
      .where(isLeased(emails, email)),
  )
}

export async function markEmailFailed(email: QueuedEmail, fault: Fault): Promise<void> {
  await query((db) =>
    db
      .update(emails)
      .set({ status: 'failed', ...fault })
      .where(isLeased(emails, email)),
  )
}

/** Removes an email without an account, because Rekey must not keep the email addresses of strangers. */
export async function removeEmail({ id }: QueuedEmail): Promise<void> {
  await query((db) => db.delete(emails).where(eq(emails.id, id)))
}

/**
 * Queues an email that says that there is an account already, unless one was sent within the hour, so that nobody can fill a
 * mailbox by registering with its email.
 */
export function queueEmailTaken(owner: User, data: Pick<EmailData, 'ip' | 'user_agent' | 'cause'>): Promise<void> {
  return transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, owner.id)).for('no key update')
    const told = and(eq(emails.userId, owner.id), eq(emails.kind, 'email-taken'))
    const recent = gt(emails.createdAt, sql`now() - interval '1 hour'`)
    const [last] = await tx.select({ id: emails.id }).from(emails).where(and(told, recent)).limit(1)
    if (last) return
    // To the account's stored email, never to the spelling that was entered.
    const email = { kind: 'email-taken', userId: owner.id, recipient: owner.email } as const
    await tx.insert(emails).values({ ...email, data: { first_name: owner.firstName, ...data } })
  })
}
