import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { userId } from '@/db/accounts/tables'
import { moment, past } from '@/db/columns'

export const list = (name: string) => text(name).array().notNull().default(sql`'{}'::text[]`)

/**
 * `web`: has a secret, on a server. `spa` and `native`: no secret, because everyone who has the app could read it. `proxy`: knows no
 * protocol; the proxy in front of it asks Rekey about each request.
 */
export const clientKinds = ['web', 'spa', 'native', 'proxy'] as const
export type ClientKind = (typeof clientKinds)[number]
export const signingAlgorithms = ['RS256', 'ES256'] as const
export type SigningAlgorithm = (typeof signingAlgorithms)[number]

/** The apps that log people in with Rekey. The ID is the `client_id` of OAuth, which never changes. */
export const clients = pgTable('clients', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind', { enum: clientKinds }).notNull(),
  /** SHA-256, because a secret is 256 random bits. The former one is also valid until `oldSecretUntil`. */
  secretHash: text('secret_hash'),
  oldSecretHash: text('old_secret_hash'),
  oldSecretUntil: moment('old_secret_until'),
  redirectUris: list('redirect_uris'),
  postLogoutUris: list('post_logout_uris'),
  backchannelUri: text('backchannel_uri'),
  scopes: list('scopes'),
  alg: text('alg', { enum: signingAlgorithms }).notNull().default('RS256'),
  /** False for an app with a secret that cannot use PKCE. A challenge that it sends is checked all the same. */
  pkce: boolean('pkce').notNull().default(true),
  /** Asks people for their consent. */
  thirdParty: boolean('third_party').notNull().default(false),
  idTokenClaims: boolean('id_token_claims').notNull().default(false),
  /** Only people with a verified email are let in, because apps find accounts by email. */
  needsVerified: boolean('needs_verified').notNull().default(true),
  /** Who may log in to the app: everyone, or only the users in `client_users`. */
  allow: text('allow', { enum: ['everyone', 'listed'] })
    .notNull()
    .default('everyone'),
  /** What an app behind a proxy gets as the name of the user. */
  remoteUser: text('remote_user', { enum: ['sub', 'email'] })
    .notNull()
    .default('sub'),
  disabledAt: moment('disabled_at'),
  lastUsedAt: moment('last_used_at'),
  createdAt: past('created_at'),
})

export const clientId = () =>
  text('client_id')
    .notNull()
    .references(() => clients.id, { onDelete: 'cascade' })

/** Who may log in to an app that is not open to everyone. */
export const clientUsers = pgTable(
  'client_users',
  { clientId: clientId(), userId: userId().notNull(), createdAt: past('created_at') },
  (table) => [primaryKey({ columns: [table.clientId, table.userId] }), index('client_users_user_id').on(table.userId)],
)

/** The keys that sign ID tokens and logout tokens. The newest of an algorithm whose time has come signs. */
export const signingKeys = pgTable('signing_keys', {
  /** The thumbprint of the public key (RFC 7638). */
  kid: text('kid').primaryKey(),
  alg: text('alg', { enum: signingAlgorithms }).notNull(),
  publicJwk: jsonb('public_jwk').$type<Record<string, string>>().notNull(),
  /** The private key, readable only with AUTH_SECRET. */
  sealed: text('sealed').notNull(),
  createdAt: past('created_at'),
  signsFrom: past('signs_from'),
  /** Null until a successor signs. */
  publishedUntil: moment('published_until'),
})

/** The last refusals of each kind that an app has met, for the operator who set it up. */
export const clientFaults = pgTable(
  'client_faults',
  {
    clientId: clientId(),
    code: text('code').notNull(),
    detail: text('detail').notNull(),
    count: integer('count').notNull().default(1),
    lastAt: past('last_at'),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.code] })],
)
