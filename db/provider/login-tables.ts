import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'
import { userId } from '@/db/accounts/tables'
import { moment, past } from '@/db/columns'
import { sessions } from '@/db/schema'
import { clientId, clients, list, signingAlgorithms } from './tables'

const sessionId = () => uuid('session_id').references(() => sessions.id, { onDelete: 'cascade' })

/**
 * What the OpenID Connect library stores: its sessions, interactions, grants, codes and tokens. They are found by a digest of
 * their ID, so a copy of the table opens nothing. The payload of an interaction contains what the app has sent.
 */
export const providerRecords = pgTable(
  'provider_records',
  {
    kind: text('kind').notNull(),
    idHash: text('id_hash').notNull(),
    grantId: text('grant_id'),
    uid: text('uid'),
    userId: userId(),
    clientId: text('client_id').references(() => clients.id, { onDelete: 'cascade' }),
    sessionId: sessionId(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    consumedAt: moment('consumed_at'),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.idHash] }),
    index('provider_records_grant_id').on(table.grantId).where(sql`grant_id is not null`),
    index('provider_records_uid').on(table.uid).where(sql`uid is not null`),
    index('provider_records_user_id').on(table.userId).where(sql`user_id is not null`),
    index('provider_records_client_id').on(table.clientId).where(sql`client_id is not null`),
    index('provider_records_session_id').on(table.sessionId).where(sql`session_id is not null`),
    index('provider_records_expires_at').on(table.expiresAt),
  ],
)

/** Which apps were entered from a session, so that they can be told when it ends. `sid` is the session's name at that app. */
export const appLogins = pgTable(
  'app_logins',
  {
    sessionId: sessionId().notNull(),
    clientId: clientId(),
    sid: text('sid').notNull().unique(),
    firstAt: past('first_at'),
    lastAt: past('last_at'),
  },
  (table) => [
    primaryKey({ columns: [table.sessionId, table.clientId] }),
    index('app_logins_client_id').on(table.clientId),
  ],
)

/**
 * That a browser is logged in at an app behind a proxy, known by a cookie of the app's own host. It is part of the login from which it
 * came, so whatever ends that one ends this too. One for each session, app and host, so that no browser can collect them.
 */
export const appSeats = pgTable(
  'app_seats',
  {
    /** SHA-256 of the cookie, because it is 256 random bits. */
    tokenHash: text('token_hash').primaryKey(),
    sessionId: uuid('session_id').notNull(),
    clientId: text('client_id').notNull(),
    /** As browsers write it, with a port unless it is the usual one. */
    host: text('host').notNull(),
    createdAt: past('created_at'),
  },
  (table) => [
    foreignKey({
      name: 'app_seats_login',
      columns: [table.sessionId, table.clientId],
      foreignColumns: [appLogins.sessionId, appLogins.clientId],
    }).onDelete('cascade'),
    uniqueIndex('app_seats_place').on(table.sessionId, table.clientId, table.host),
  ],
)

/** What people have allowed apps of others to read. */
export const consents = pgTable(
  'consents',
  { userId: userId().notNull(), clientId: clientId(), scopes: list('scopes'), createdAt: past('created_at') },
  (table) => [primaryKey({ columns: [table.userId, table.clientId] }), index('consents_client_id').on(table.clientId)],
)

/** Tells an app that a login ended. It has everything that sending needs, because it may outlive the account and the app. */
export const logoutNotices = pgTable(
  'logout_notices',
  {
    id: uuid('id').primaryKey().$defaultFn(uuidv7),
    clientId: text('client_id').notNull(),
    clientName: text('client_name').notNull(),
    uri: text('uri').notNull(),
    alg: text('alg', { enum: signingAlgorithms }).notNull(),
    /** The user, for the `sub` of the token; no foreign key, so that a deleted account's notice is still sent. */
    sub: uuid('sub').notNull(),
    sid: text('sid').notNull(),
    cause: text('cause').notNull(),
    status: text('status', { enum: ['queued', 'told', 'refused', 'failed'] })
      .notNull()
      .default('queued'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: past('next_attempt_at'),
    statusCode: integer('status_code'),
    lastError: text('last_error'),
    createdAt: past('created_at'),
    decidedAt: moment('decided_at'),
  },
  (table) => [
    index('logout_notices_due').on(table.nextAttemptAt).where(sql`status = 'queued'`),
    index('logout_notices_due_of_client').on(table.clientId, table.nextAttemptAt).where(sql`status = 'queued'`),
    index('logout_notices_sub').on(table.sub),
    index('logout_notices_client_id').on(table.clientId),
  ],
)
