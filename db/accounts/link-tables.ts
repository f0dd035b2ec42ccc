import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, moment } from '@/db/columns'
import { userId } from './tables'

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
