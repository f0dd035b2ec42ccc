import { sql } from 'drizzle-orm'
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, moment, past } from '@/db/columns'

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

/** The account that a row belongs to and ends with. */
export const userId = () => uuid('user_id').references(() => users.id, { onDelete: 'cascade' })
