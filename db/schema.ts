import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'

const id = () => uuid('id').primaryKey().$defaultFn(uuidv7)
const moment = (name: string) => timestamp(name, { withTimezone: true })
const past = (name: string) => moment(name).notNull().defaultNow()

export const users = pgTable('users', {
  id: id(),
  email: text('email').notNull(),
  emailCanonical: text('email_canonical').notNull().unique(),
  phoneNumber: text('phone_number').notNull().unique(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  passwordHash: text('password_hash').notNull(),
  emailVerifiedAt: moment('email_verified_at'),
  disabledAt: moment('disabled_at'),
  createdAt: past('created_at'),
  updatedAt: past('updated_at'),
})

const userId = () => uuid('user_id').references(() => users.id, { onDelete: 'cascade' })

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    tokenHash: text('token_hash').notNull().unique(),
    userId: userId().notNull(),
    kind: text('kind', { enum: ['browser', 'api'] }).notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    createdAt: past('created_at'),
    lastSeenAt: past('last_seen_at'),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('sessions_user_id').on(table.userId), index('sessions_expires_at').on(table.expiresAt)],
)

export const passwordResets = pgTable(
  'password_resets',
  {
    id: id(),
    userId: userId().notNull(),
    createdAt: past('created_at'),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
    replacedAt: moment('replaced_at'),
  },
  (table) => [index('password_resets_user_id').on(table.userId)],
)

/** What a mail's template needs; never a secret, so that a copy of the table opens no account. */
export type EmailData = {
  first_name?: string
  ip?: string
  reset_id?: string
}

/** The outbox. A row for an address without an account is removed when its turn comes. */
export const emails = pgTable(
  'emails',
  {
    id: id(),
    kind: text('kind', { enum: ['welcome', 'reset-password', 'password-changed'] }).notNull(),
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
  },
  (table) => [
    index('emails_due').on(table.nextAttemptAt).where(sql`status = 'queued'`),
    index('emails_user_id').on(table.userId),
  ],
)

export const events = pgTable(
  'events',
  {
    id: id(),
    userId: userId(),
    type: text('type').notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    details: jsonb('details').$type<Record<string, string>>().notNull().default({}),
    at: past('at'),
  },
  (table) => [index('events_user_id_at').on(table.userId, table.at)],
)
