import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { User } from './accounts/users'
import { query, transaction } from './connection/client'
import { prepared } from './connection/prepared'
import { type EmailData, type EmailLane, emailLane, emailLanes, emails, users } from './schema'

/** For how long an instance has a mail to itself; longer than the longest send, so that only a dead one's come due again. */
export const LEASE_SECONDS = 90

export type QueuedEmail = typeof emails.$inferSelect

const insertReset = prepared<unknown, Pick<QueuedEmail, 'id' | 'recipient' | 'data'>>('queue_reset', (db) => {
  const { placeholder } = sql
  const asked = { id: placeholder('id'), recipient: placeholder('recipient'), data: placeholder('data') }
  return db.insert(emails).values({ kind: 'reset-password', ...asked })
})

/** Queues a reset mail for an address as it was asked for, whether an account has it or not. */
export async function queueResetForAddress(recipient: string, data: EmailData): Promise<void> {
  // An id of its own each time: drizzle would make one when it writes the statement.
  await insertReset({ id: uuidv7(), recipient, data })
}

/** Queues a reset mail for an account that a link has named. */
export async function queueResetForUser(userId: string, recipient: string, data: EmailData): Promise<void> {
  await query((db) => db.insert(emails).values({ kind: 'reset-password', userId, recipient, data }))
}

/** Takes up to `limit` mails that are due, resets first, or those of one lane: no other instance has them while the lease runs. */
export function claimDueEmails(limit: number, leaseSeconds = LEASE_SECONDS, lane?: EmailLane): Promise<QueuedEmail[]> {
  return query((db) => {
    const laneOf = emailLane(emails.kind)
    const isDue = and(eq(emails.status, 'queued'), lte(emails.nextAttemptAt, sql`now()`))
    const rows = db
      .select({ id: emails.id })
      .from(emails)
      .where(and(isDue, lane && eq(laneOf, emailLanes[lane])))
      .orderBy(asc(laneOf), asc(emails.nextAttemptAt))
      .limit(limit)
      .for('update', { skipLocked: true })
    // Apart, not within the condition: there the server may run it again for each row, and take more than the limit.
    const due = db.$with('due').as(rows)
    return db
      .with(due)
      .update(emails)
      .set({ attempts: sql`${emails.attempts} + 1`, nextAttemptAt: inSeconds(leaseSeconds) })
      .where(inArray(emails.id, db.select({ id: due.id }).from(due)))
      .returning()
  })
}

/** What the transport told of a mail that it took. */
export type Receipt = { providerId?: string; serverReply?: string }
/** Why a mail was not taken, and what the mail server said. */
type Fault = { lastError: string; serverReply?: string }

/** Notes that mails were sent, many at the cost of one. */
export async function markEmailsSent(mails: ({ id: string } & Receipt)[]): Promise<void> {
  const told = sql`jsonb_to_recordset(${JSON.stringify(mails)}::text::jsonb) as told(id uuid, "providerId" text, "serverReply" text)`
  const { providerId, serverReply } = emails
  const sent = { status: 'sent', sentAt: sql`now()`, lastError: null } as const
  // The provider may have told already that it failed after all.
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

export async function postponeEmail({ id, attempts }: QueuedEmail, seconds: number, fault: Fault): Promise<void> {
  await query((db) =>
    db
      .update(emails)
      .set({ nextAttemptAt: inSeconds(seconds), ...fault })
      .where(isLeased(id, attempts)),
  )
}

export async function markEmailFailed({ id, attempts }: QueuedEmail, fault: Fault): Promise<void> {
  await query((db) =>
    db
      .update(emails)
      .set({ status: 'failed', ...fault })
      .where(isLeased(id, attempts)),
  )
}

/** Forgets a mail for which there is nobody: an address without an account is not ours to keep. */
export async function removeEmail({ id }: QueuedEmail): Promise<void> {
  await query((db) => db.delete(emails).where(eq(emails.id, id)))
}

/**
 * Queues a mail that tells the owner of an address that it has an account already; not where one was told within the
 * hour, so that nobody can fill a mailbox by registering its address.
 */
export function queueEmailTaken(owner: User, data: Pick<EmailData, 'ip' | 'cause'>): Promise<void> {
  return transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, owner.id)).for('no key update')
    const told = and(eq(emails.userId, owner.id), eq(emails.kind, 'email-taken'))
    const recent = gt(emails.createdAt, sql`now() - interval '1 hour'`)
    const [last] = await tx.select({ id: emails.id }).from(emails).where(and(told, recent)).limit(1)
    if (last) return
    // To the address on file, never to the one that was typed.
    const email = { kind: 'email-taken', userId: owner.id, recipient: owner.email } as const
    await tx.insert(emails).values({ ...email, data: { first_name: owner.firstName, ...data } })
  })
}

/** Only the one that holds the lease may decide: a later claim has raised the count. */
function isLeased(id: string, attempts: number) {
  return and(eq(emails.id, id), eq(emails.attempts, attempts), eq(emails.status, 'queued'))
}

export const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`
