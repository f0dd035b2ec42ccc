import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { userId } from '@/db/accounts/tables'
import { id, moment, past } from '@/db/columns'
import { sessions } from '@/db/schema'

/** Logins whose password was right and whose second step is missing. They open nothing. */
export const pendingLogins = pgTable(
  'pending_logins',
  {
    id: id(),
    tokenHash: text('token_hash').notNull().unique(),
    userId: userId().notNull(),
    kind: text('kind', { enum: ['browser', 'api'] }).notNull(),
    /** Of the hash that the password was checked against, so that a new password ends this login. */
    passwordDigest: text('password_digest').notNull(),
    /** The account owner is told if nobody finishes it. */
    newDevice: boolean('new_device').notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    attempts: integer('attempts').notNull().default(0),
    createdAt: past('created_at'),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('pending_logins_user_id').on(table.userId), index('pending_logins_expires_at').on(table.expiresAt)],
)

/** The authenticator app of an account, and beside it the one that is being set up. */
export const authenticatorApps = pgTable(
  'authenticator_apps',
  {
    id: id(),
    userId: userId().notNull(),
    /** The shared secret of RFC 6238, readable only with AUTH_SECRET. */
    sealed: text('sealed').notNull(),
    /** The time step of the last code that was accepted: it and earlier ones are refused, so that a code works once. */
    lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
    /** Wrong codes since the last right one. */
    failures: integer('failures').notNull().default(0),
    /** The session that is setting it up and the only one that may finish, and until when. */
    sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    expiresAt: moment('expires_at'),
    /** Null while it is being set up. */
    setUpAt: moment('set_up_at'),
    createdAt: past('created_at'),
  },
  (table) => [
    uniqueIndex('authenticator_apps_user_id').on(table.userId).where(sql`set_up_at is not null`),
    uniqueIndex('authenticator_apps_set_up').on(table.userId).where(sql`set_up_at is null`),
    index('authenticator_apps_session_id').on(table.sessionId).where(sql`session_id is not null`),
    index('authenticator_apps_expires_at').on(table.expiresAt).where(sql`expires_at is not null`),
  ],
)

/** Single-use codes that stand in for a lost authenticator app. They do not depend on AUTH_SECRET. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: id(),
    userId: userId().notNull(),
    codeHash: text('code_hash').notNull().unique(),
    createdAt: past('created_at'),
    /** When the account owner said that the codes are saved. */
    savedAt: moment('saved_at'),
    usedAt: moment('used_at'),
  },
  (table) => [index('recovery_codes_user_id').on(table.userId)],
)

/** Each was made on a device that verifies its user, so it logs in without the password. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: id(),
    userId: userId().notNull(),
    credentialId: text('credential_id').notNull().unique(),
    /** COSE, in base64url. */
    publicKey: text('public_key').notNull(),
    signCount: bigint('sign_count', { mode: 'number' }).notNull(),
    /** How a browser reaches it, which only the browser understands. */
    transports: text('transports').array().notNull(),
    /** The domain that it was made for. It works for no other. */
    rpId: text('rp_id').notNull(),
    /** Whether a password manager may copy it to other devices. */
    synced: boolean('synced').notNull(),
    name: text('name').notNull(),
    createdAt: past('created_at'),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [index('passkeys_user_id').on(table.userId)],
)

/** Challenges that were answered, so that each works once. A challenge that nobody has answered has no row. */
export const spentChallenges = pgTable(
  'spent_challenges',
  { hash: text('hash').primaryKey(), expiresAt: moment('expires_at').notNull() },
  (table) => [index('spent_challenges_expires_at').on(table.expiresAt)],
)

export const factorKinds = ['two-step', 'authenticator-app', 'recovery-codes', 'passkey'] as const
export type FactorKind = (typeof factorKinds)[number]

/**
 * What the owner has removed, and what "this wasn't me" has suspended. The rows are kept here and not among those that work, so
 * that no query that accepts a factor, of this version or an older one that still runs, can take one of these for one that works.
 */
export const setAsideFactors = pgTable(
  'set_aside_factors',
  {
    id: id(),
    userId: userId().notNull(),
    kind: text('kind', { enum: factorKinds }).notNull(),
    /**
     * The rows as they were: all codes of a set of recovery codes, and none for two-step login itself. They can come back into the
     * tables of a later version, so a column that is added there must be nullable.
     */
    rows: jsonb('rows').$type<Record<string, unknown>[]>().notNull(),
    /** Of a passkey, so that its answers are recognized. */
    credentialId: text('credential_id'),
    /** Since when it had worked. */
    madeAt: moment('made_at').notNull(),
    /** Exactly one of these is set. What was removed is kept for some days, what was suspended until the owner decides. */
    removedAt: moment('removed_at'),
    suspendedAt: moment('suspended_at'),
  },
  (table) => [
    index('set_aside_factors_user_id').on(table.userId),
    index('set_aside_factors_credential_id').on(table.credentialId).where(sql`credential_id is not null`),
    check('set_aside_factors_state', sql`(removed_at is null) <> (suspended_at is null)`),
  ],
)
