import { type SQLWrapper, sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'
import { renamedEmailKinds, renamedEventTypes, renamedText } from './stored-names'

const id = () => uuid('id').primaryKey().$defaultFn(uuidv7)
const moment = (name: string) => timestamp(name, { withTimezone: true })
const past = (name: string) => moment(name).notNull().defaultNow()

export const users = pgTable(
  'users',
  {
    id: id(),
    email: text('email').notNull(),
    emailCanonical: text('email_canonical').notNull().unique(),
    phoneNumber: text('phone_number').notNull().unique(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    passwordHash: text('password_hash').notNull(),
    emailVerifiedAt: moment('email_verified_at'),
    /** Since when mail to the address comes back for good; no reset is mailed there meanwhile. */
    emailUnreachableAt: moment('email_unreachable_at'),
    disabledAt: moment('disabled_at'),
    /** Since when a mailbox that lost the account contests that; closed to everybody until an operator settles it. */
    contestedAt: moment('contested_at'),
    /** When everything of this account is deleted; set while its owner has asked for that. */
    deletionDueAt: moment('deletion_due_at'),
    /** Until then no reset is mailed: the owner has said that these were not asked for. */
    resetsMutedUntil: moment('resets_muted_until'),
    /** Browsers that logged in before this count as new ones. */
    devicesForgottenAt: moment('devices_forgotten_at'),
    createdAt: past('created_at'),
    updatedAt: past('updated_at'),
  },
  (table) => [
    index('users_deletion_due_at').on(table.deletionDueAt).where(sql`deletion_due_at is not null`),
    // For the operator, who looks for addresses by how they begin, and for the few in a state.
    index('users_email_begins').on(sql`${table.emailCanonical} collate "C"`),
    index('users_disabled').on(table.id).where(sql`disabled_at is not null`),
    index('users_unverified').on(table.id).where(sql`email_verified_at is null`),
    index('users_locked').on(table.id).where(sql`password_hash = '!'`),
  ],
)

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
    /** When its password was last given. */
    passwordAt: past('password_at'),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('sessions_user_id').on(table.userId), index('sessions_expires_at').on(table.expiresAt)],
)

/** What every mailed link is here: until when it is good, and what became of it. */
const link = () => ({
  id: id(),
  // Not now(), when the transaction began: rows made under the account's lock are in the order of that lock.
  createdAt: moment('created_at').notNull().default(sql`clock_timestamp()`),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
  replacedAt: moment('replaced_at'),
})
const linkOfUser = () => ({ ...link(), userId: userId().notNull() })
export const passwordResets = pgTable('password_resets', linkOfUser(), (table) => [
  index('password_resets_user_id').on(table.userId),
])

/** Proves that the account's owner reads the mailbox it names. */
export const emailVerifications = pgTable('email_verifications', linkOfUser(), (table) => [
  index('email_verifications_user_id').on(table.userId),
])

/** Proves the mailbox that an account is to move to. */
export const emailChanges = pgTable('email_changes', { ...linkOfUser(), email: text('email').notNull() }, (table) => [
  index('email_changes_user_id').on(table.userId),
])

/** A mailbox that has lost the account, with what its owner had filled in there by then. */
const formerMailbox = () => ({
  email: text('email').notNull(),
  emailCanonical: text('email_canonical').notNull(),
  // Null where nobody knows: in a row of an earlier version, and after a contest was settled.
  firstName: text('first_name'),
  lastName: text('last_name'),
  phoneNumber: text('phone_number'),
})

/** Brings an account back to the address it had; while it may, nobody else gets a `reserved` one. */
export const emailUndos = pgTable(
  'email_undos',
  {
    ...linkOfUser(),
    ...formerMailbox(),
    /** False for an address that was never proven, which is free for whoever does prove it. */
    reserved: boolean('reserved').notNull(),
  },
  (table) => [
    index('email_undos_user_id').on(table.userId),
    index('email_undos_email_canonical').on(table.emailCanonical),
  ],
)

/** Lets the mailbox that an older one took the account back from contest that. */
export const emailContests = pgTable('email_contests', { ...linkOfUser(), ...formerMailbox() }, (table) => [
  index('email_contests_user_id').on(table.userId),
  index('email_contests_email_canonical').on(table.emailCanonical),
  // For the operator and the sweeper: the few by which an account was ever closed.
  index('email_contests_used').on(table.userId).where(sql`used_at is not null`),
])

/** "This wasn't me", one for each notice: `email` is the mailbox it was sent to, `resetId` the reset that a mail was about. */
export const notMeLinks = pgTable(
  'disavowals',
  {
    ...linkOfUser(),
    email: text('email').notNull(),
    resetId: uuid('reset_id').references(() => passwordResets.id, { onDelete: 'cascade' }),
  },
  (table) => [
    index('disavowals_user_id').on(table.userId),
    index('disavowals_reset').on(table.resetId).where(sql`reset_id is not null`),
  ],
)

/** Somebody who registered in the mode `confirm`; no account before the mailbox is proven. */
export const registrations = pgTable(
  'registrations',
  {
    ...link(),
    email: text('email').notNull(),
    emailCanonical: text('email_canonical').notNull(),
    phoneNumber: text('phone_number').notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    passwordHash: text('password_hash').notNull(),
    /** The digest of a secret that the browser keeps which registered. */
    browserHash: text('browser_hash'),
    /** The mail that brought the link; it becomes the account's. */
    emailId: uuid('email_id').notNull(),
  },
  (table) => [index('registrations_email_canonical').on(table.emailCanonical)],
)

/** What one mail tells of several events of a kind: the places they came from, each with its first moment there. */
export type GatheredEvents = {
  count: number
  last_at: string
  places: { at: string; ip?: string; user_agent?: string }[]
  /** There were further places. */
  unlisted: boolean
}

/** What a mail's template needs; never a secret, so that a copy of the table opens no account. Links are named by their rows. */
export type EmailData = {
  first_name?: string
  ip?: string
  user_agent?: string
  reset_id?: string
  verification_id?: string
  registration_id?: string
  email_change_id?: string
  email_undo_id?: string
  disavowal_id?: string
  email_contest_id?: string
  new_email?: string
  due_at?: string
  cause?: 'registration' | 'email-change'
  by?: 'reset' | 'change'
  outcome?: 'won' | 'lost'
  gathered?: GatheredEvents
  /** When an operator had a mail tried anew. */
  retried_at?: string
}

export const emailKinds = [
  'welcome',
  'verify-email',
  'confirm-registration',
  'email-taken',
  'reset-password',
  'password-changed',
  'email-change-requested',
  'confirm-email',
  'email-changed',
  'account-taken-back',
  'account-contested',
  'contest-settled',
  'new-device',
  'phone-changed',
  'account-deletion-requested',
  'account-deleted',
] as const
export type EmailKind = (typeof emailKinds)[number]
/** What tells the owner that something was done to the account. */
export type NoticeKind = Extract<
  EmailKind,
  | 'password-changed'
  | 'email-change-requested'
  | 'email-changed'
  | 'new-device'
  | 'phone-changed'
  | 'account-deletion-requested'
>

/** Resets, for which people wait in front of a closed door, and all else: each lane of the outbox is sent by itself. */
export const emailLanes = { resets: 0, others: 1 } as const
export type EmailLane = keyof typeof emailLanes
export const laneOfKind = (kind: EmailKind): EmailLane => (kind === 'reset-password' ? 'resets' : 'others')
/** The same within a statement; as the index has it, or that would be of no use. */
export const emailLane = (kind: SQLWrapper) => sql<number>`(case ${kind} when 'reset-password' then 0 else 1 end)`

/** The outbox. A row for an address without an account is removed when its turn comes. */
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
    /** What became of it after it was sent, as far as that is told: by the mail server, or by Resend's webhook. */
    deliveredAt: moment('delivered_at'),
    bouncedAt: moment('bounced_at'),
    complainedAt: moment('complained_at'),
    /** The last words of a mail server about it. */
    serverReply: text('server_reply'),
  },
  (table) => [
    // By lane: whoever takes mail of one reads none of the other, however long its queue.
    index('emails_lane_due').on(emailLane(table.kind), table.nextAttemptAt).where(sql`status = 'queued'`),
    index('emails_user_id').on(table.userId),
    // For the operator and the doctor: the few that did not arrive, or were not wanted.
    index('emails_troubled')
      .on(table.id)
      .where(sql`status = 'failed' or bounced_at is not null or complained_at is not null`),
    index('emails_provider').on(table.providerId).where(sql`provider_id is not null`),
    // For the sweeper: those of no account have less time.
    index('emails_nobodys').on(table.id).where(sql`user_id is null and status <> 'queued'`),
  ],
)

/** The webhooks that were taken, by the id that Resend gives each: one that is sent again does nothing. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  { id: text('id').primaryKey(), receivedAt: past('received_at') },
  (table) => [index('webhook_deliveries_age').on(table.receivedAt)],
)

/** How often something was done lately: one row for each budget that was used. */
export const throttles = pgTable(
  'throttles',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull(),
    /** How many of the points are calls at work, which may give theirs back. */
    undecided: integer('undecided').notNull().default(0),
    expire: moment('expire').notNull(),
  },
  (table) => [index('throttles_expire').on(table.expire)],
)

export const eventTypes = [
  'register',
  'login',
  'logout',
  'sessions-revoked',
  'password-reset-requested',
  'password-reset-canceled',
  'password-reset',
  'password-changed',
  'verify-email',
  'email-change-requested',
  'email-changed',
  'email-unreachable',
  'email-complained',
  'undo-email',
  'contest',
  'contest-settled',
  'name-changed',
  'phone-changed',
  'not-me',
  'account-deletion-requested',
  'account-deletion-canceled',
  'created-by-operator',
  'password-reset-link-created',
  'email-unreachable-cleared',
  'disabled',
  'enabled',
  'logout-by-operator',
  'email-changed-by-operator',
  'email-verified-by-operator',
  'attempts-cleared-by-operator',
  'data-exported',
  // What was done to accounts at large; it belongs to no account.
  'imported',
  'exported',
] as const
export type EventType = (typeof eventTypes)[number]

/** What was done to accounts, for their owners to see. */
export const events = pgTable(
  'events',
  {
    id: id(),
    userId: userId(),
    type: renamedText<EventType>('type', renamedEventTypes).notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    details: jsonb('details').$type<Record<string, string>>().notNull().default({}),
    at: past('at'),
  },
  (table) => [index('events_user_id_at').on(table.userId, table.at)],
)
