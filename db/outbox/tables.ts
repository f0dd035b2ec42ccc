import { type SQLWrapper, sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { userId } from '@/db/accounts/tables'
import { id, moment, past } from '@/db/columns'
import { renamedEmailKinds, renamedText } from '@/db/stored-names'
import type { EmailData, EmailKind } from './email-data'

/** Resets, which locked-out people wait for, and everything else: each lane of the outbox is sent independently. */
export const emailLanes = { resets: 0, others: 1 } as const
export type EmailLane = keyof typeof emailLanes
export const laneOfKind = (kind: EmailKind): EmailLane => (kind === 'reset-password' ? 'resets' : 'others')
/** The same in a statement, written exactly as in the index, which would not be used otherwise. */
export const emailLane = (kind: SQLWrapper) => sql<number>`(case ${kind} when 'reset-password' then 0 else 1 end)`

/** The outbox. A row for an email without an account is removed when its turn comes. */
export const emails = pgTable(
  'emails',
  {
    id: id(),
    kind: renamedText<EmailKind>('kind', renamedEmailKinds).notNull(),
    userId: userId(),
    recipient: text('recipient').notNull(),
    data: jsonb('data').$type<EmailData>().notNull().default({}),
    status: text('status', { enum: ['queued', 'sent', 'failed'] })
      .notNull()
      .default('queued'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: past('next_attempt_at'),
    providerId: text('provider_id'),
    lastError: text('last_error'),
    createdAt: past('created_at'),
    sentAt: moment('sent_at'),
    /** What happened after sending, as reported by the mail server or Resend's webhook. */
    deliveredAt: moment('delivered_at'),
    bouncedAt: moment('bounced_at'),
    complainedAt: moment('complained_at'),
    /** The last reply of a mail server about this email. */
    serverReply: text('server_reply'),
  },
  (table) => [
    // By lane, so that claiming emails of one lane reads none of the other, however long its queue.
    index('emails_lane_due').on(emailLane(table.kind), table.nextAttemptAt).where(sql`status = 'queued'`),
    index('emails_user_id').on(table.userId),
    // For operators and the doctor: the few emails that did not arrive or were marked as spam.
    index('emails_troubled')
      .on(table.id)
      .where(sql`status = 'failed' or bounced_at is not null or complained_at is not null`),
    index('emails_provider').on(table.providerId).where(sql`provider_id is not null`),
    // For the sweep: emails without an account are kept for a shorter time.
    index('emails_nobodys').on(table.id).where(sql`user_id is null and status <> 'queued'`),
  ],
)

/** The webhooks that were received, by their ID from Resend, so that a repeated one does nothing. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  { id: text('id').primaryKey(), receivedAt: past('received_at') },
  (table) => [index('webhook_deliveries_age').on(table.receivedAt)],
)
