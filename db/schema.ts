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
    /** Null for an account without one. The setting PHONE_NUMBER says whether new accounts need one. */
    phoneNumber: text('phone_number').unique(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    /** The name as operators search for it (lib/rules/name-keys.ts); null until the sweep has seen what an earlier version wrote. */
    nameKey: text('name_key'),
    /** The same, with the last name first. */
    lastNameKey: text('last_name_key'),
    passwordHash: text('password_hash').notNull(),
    emailVerifiedAt: moment('email_verified_at'),
    /** Since when emails to this email address bounce permanently; no resets are sent there meanwhile. */
    emailUnreachableAt: moment('email_unreachable_at'),
    disabledAt: moment('disabled_at'),
    /** Since when a mailbox that lost the account contests this; the account is closed to everyone until an operator settles it. */
    contestedAt: moment('contested_at'),
    /** When the account is deleted with all its data; set while its owner or an operator wants this. */
    deletionDueAt: moment('deletion_due_at'),
    /** Until then no resets are sent, because the account owner did not request them. */
    resetsMutedUntil: moment('resets_muted_until'),
    /** Browsers that logged in before this count as new ones. */
    devicesForgottenAt: moment('devices_forgotten_at'),
    /** Since when a login needs a second step; null while two-step login is off. */
    twoStepAt: moment('two_step_at'),
    /** The handle by which passkeys know the account: random, so that it reveals nothing. Null until one is first requested. */
    passkeyHandle: text('passkey_handle'),
    /** Only browsers trusted after this may log in without the second step; null if none was ever forgotten. */
    browsersTrustedSince: moment('browsers_trusted_since'),
    /** When "this wasn't me" last suspended second factors; null if the account has no suspended ones. */
    factorsSuspendedAt: moment('factors_suspended_at'),
    createdAt: past('created_at'),
    updatedAt: past('updated_at'),
  },
  (table) => [
    index('users_deletion_due_at').on(table.deletionDueAt).where(sql`deletion_due_at is not null`),
    // For operators, who search for emails by their beginning and for the few accounts in a state.
    index('users_email_begins').on(sql`${table.emailCanonical} collate "C"`),
    index('users_name_begins').on(sql`${table.nameKey} collate "C"`, table.id).where(sql`name_key is not null`),
    index('users_last_name_begins')
      .on(sql`${table.lastNameKey} collate "C"`, table.id)
      .where(sql`last_name_key is not null`),
    index('users_without_name_key').on(table.id).where(sql`name_key is null`),
    index('users_disabled').on(table.id).where(sql`disabled_at is not null`),
    index('users_unverified').on(table.id).where(sql`email_verified_at is null`),
    index('users_locked').on(table.id).where(sql`password_hash = '!'`),
    index('users_unreachable').on(table.id).where(sql`email_unreachable_at is not null`),
    index('users_two_step').on(table.id).where(sql`two_step_at is not null`),
    index('users_to_be_deleted').on(table.id).where(sql`deletion_due_at is not null`),
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
    /** When the account owner last confirmed in this session that it is them, by logging in or later. */
    confirmedAt: past('password_at'),
    expiresAt: moment('expires_at').notNull(),
    /** When the second step was done, or the login with a passkey; null in a session that only the password began. */
    secondFactorAt: moment('second_factor_at'),
    /**
     * How the session began, as RFC 8176 names it: `hwk` is a passkey that stays on its device, `swk` one that is synced, and
     * `user` says that the device verified its user. `rc`, a recovery code, is ours.
     */
    amr: text('amr', { enum: ['pwd', 'pwd otp', 'pwd rc', 'pwd hwk', 'pwd swk', 'hwk user', 'swk user'] })
      .notNull()
      .default('pwd'),
    /** When a member of staff entered the console in this session; null in all others. */
    staffSince: moment('staff_since'),
    /** When the console was last used in it. */
    staffSeenAt: moment('staff_seen_at'),
  },
  (table) => [index('sessions_user_id').on(table.userId), index('sessions_expires_at').on(table.expiresAt)],
)

/** The columns of every emailed link: until when it is valid, and what happened to it. */
const link = () => ({
  id: id(),
  // Not now(), the start of the transaction, so that rows created under the account's lock are in the order of that lock.
  createdAt: moment('created_at').notNull().default(sql`clock_timestamp()`),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
  replacedAt: moment('replaced_at'),
})
const linkOfUser = () => ({ ...link(), userId: userId().notNull() })
export const passwordResets = pgTable('password_resets', linkOfUser(), (table) => [
  index('password_resets_user_id').on(table.userId),
])

/** Verifies that the account owner can read the mailbox. */
export const emailVerifications = pgTable('email_verifications', linkOfUser(), (table) => [
  index('email_verifications_user_id').on(table.userId),
])

/** Verifies the mailbox that an account is changing to. */
export const emailChanges = pgTable('email_changes', { ...linkOfUser(), email: text('email').notNull() }, (table) => [
  index('email_changes_user_id').on(table.userId),
])

/** A mailbox that has lost the account, with the personal data at that time. */
const formerMailbox = () => ({
  email: text('email').notNull(),
  emailCanonical: text('email_canonical').notNull(),
  // Null if unknown: in a row of an earlier version, and after a contest was settled.
  firstName: text('first_name'),
  lastName: text('last_name'),
  phoneNumber: text('phone_number'),
})

/** Returns an account to its earlier email. While that is possible, nobody else gets a `reserved` email. */
export const emailUndos = pgTable(
  'email_undos',
  {
    ...linkOfUser(),
    ...formerMailbox(),
    /** False for an email that was never verified, which is free for anyone who verifies it. */
    reserved: boolean('reserved').notNull(),
  },
  (table) => [
    index('email_undos_user_id').on(table.userId),
    index('email_undos_email_canonical').on(table.emailCanonical),
  ],
)

/** Lets a mailbox contest that an older one took the account back from it. */
export const emailContests = pgTable('email_contests', { ...linkOfUser(), ...formerMailbox() }, (table) => [
  index('email_contests_user_id').on(table.userId),
  index('email_contests_email_canonical').on(table.emailCanonical),
  // For operators and the sweep: the few contests that have closed an account.
  index('email_contests_used').on(table.userId).where(sql`used_at is not null`),
])

/** "This wasn't me", one for each notice: `email` is the recipient, and `resetId` is the reset that the email was about. */
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

/** A registration in the mode `confirm`; there is no account until the email is verified. */
export const registrations = pgTable(
  'registrations',
  {
    ...link(),
    email: text('email').notNull(),
    emailCanonical: text('email_canonical').notNull(),
    phoneNumber: text('phone_number'),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    passwordHash: text('password_hash').notNull(),
    /** The digest of a secret that the registering browser keeps. */
    browserHash: text('browser_hash'),
    /** The email with the link; it later belongs to the account. */
    emailId: uuid('email_id').notNull(),
  },
  (table) => [index('registrations_email_canonical').on(table.emailCanonical)],
)

/** Several events of a kind in one email: the places that they came from, each with the time of its first event. */
export type GatheredEvents = {
  count: number
  last_at: string
  places: { at: string; ip?: string; user_agent?: string }[]
  /** There were further places. */
  unlisted: boolean
}

/** The data for an email's template. It never contains a secret, so a copy of the table opens no account; links are named by row. */
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
  factor_change?: FactorChange
  passkey_name?: string
  codes_left?: number
  failure?: FailedSecondStep
  operator_change?: OperatorChange
  gathered?: GatheredEvents
  /** When an operator retried the email. */
  retried_at?: string
}

export type FactorChange =
  | 'two-step-on'
  | 'two-step-off'
  | 'authenticator-app-replaced'
  | 'authenticator-app-removed'
  | 'authenticator-app-kept'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkey-kept'
  | 'recovery-codes-made'
  | 'recovery-codes-kept'
  | 'factors-reset'

/** Somebody knew the password: they entered wrong codes, or left a login from a new device unfinished. */
export type FailedSecondStep = 'wrong-codes' | 'unfinished'

/** What an operator did to an account, as its owner is told. */
export type OperatorChange =
  | 'disabled'
  | 'enabled'
  | 'logged-out'
  | 'attempts-cleared'
  | 'email-tried-again'
  | 'email-verified'
  | 'reset-link-created'
  | 'deletion-scheduled'
  | 'deletion-canceled'
  | 'deletion-canceled-still-disabled'

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
  'second-factor-changed',
  'recovery-code-used',
  'second-step-failed',
  'changed-by-operator',
] as const
export type EmailKind = (typeof emailKinds)[number]
/** The kinds that tell the owner that something was done to the account. */
export type NoticeKind = Extract<
  EmailKind,
  | 'password-changed'
  | 'email-change-requested'
  | 'email-changed'
  | 'new-device'
  | 'phone-changed'
  | 'account-deletion-requested'
  | 'second-factor-changed'
  | 'recovery-code-used'
  | 'second-step-failed'
>

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

/** How often something was done recently: one row for each rate limit in use. */
export const throttles = pgTable(
  'throttles',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull(),
    /** How many of the points belong to calls in progress, which may give them back. */
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
  'app-logout-told',
  'app-logout-refused',
  'app-logout-failed',
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
  'password-reset-emailed-by-operator',
  'verification-emailed-by-operator',
  'account-deletion-scheduled-by-operator',
  'account-deletion-canceled-by-operator',
  'data-exported',
  'app-logged-in',
  'app-allowed',
  'app-denied',
  'app-removed',
  'two-step-on',
  'two-step-off',
  'authenticator-app-replaced',
  'authenticator-app-removed',
  'passkey-added',
  'passkey-removed',
  'recovery-codes-made',
  'recovery-codes-removed',
  'authenticator-app-suspended',
  'passkey-suspended',
  'recovery-codes-suspended',
  'two-step-restored',
  'authenticator-app-restored',
  'passkey-restored',
  'recovery-codes-restored',
  'authenticator-app-kept',
  'passkey-kept',
  'recovery-codes-kept',
  'recovery-code-used',
  'second-step-failed',
  'browser-trusted',
  'browsers-forgotten',
  'factors-reset',
  'console-entered',
  // Events about many accounts, which belong to none of them.
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
