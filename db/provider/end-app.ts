import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Origin } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { events, sessions, users } from '@/db/schema'
import { queueLogoutNotices } from './queue-logout-notices'
import { appLogins, clients, consents, providerRecords } from './tables'

/**
 * Ends what a client has of its users, or of the users in `whose`: its codes, tokens, grants and logins. The app is told of
 * every login that ends. Consents stay.
 */
export async function endClient(tx: Database, clientId: string, cause: string, whose?: SQL): Promise<void> {
  await lockUsersOf(tx, clientId, whose)
  const ownSessions =
    whose &&
    tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(inArray(sessions.userId, ids(tx, whose)))
  const logins = and(eq(appLogins.clientId, clientId), ownSessions && inArray(appLogins.sessionId, ownSessions))
  await queueLogoutNotices(tx, logins!, cause)
  await tx.delete(appLogins).where(logins)
  const owned = whose && inArray(providerRecords.userId, ids(tx, whose))
  await tx.delete(providerRecords).where(and(eq(providerRecords.clientId, clientId), owned))
}

/**
 * Removes the app's access to one account: what `endClient` ends, and the consent. Undefined if it had no access, otherwise
 * the name of the app.
 */
export function removeApp(userId: string, clientId: string, origin: Origin = {}): Promise<string | undefined> {
  return transaction((tx) => removeAccess(tx, { userId, clientId, cause: 'app-removed' }, origin))
}

type Access = { userId: string; clientId: string; cause: string; operator?: string }

/** Removes the app's access to one account in the transaction of another change. */
export async function removeAccess(tx: Database, access: Access, origin: Origin = {}): Promise<string | undefined> {
  const { userId, clientId, cause, operator } = access
  const [app] = await tx
    .select({ name: clients.name })
    .from(clients)
    .where(and(eq(clients.id, clientId), hasAccess(tx, userId)))
  if (!app) return undefined
  await endClient(tx, clientId, cause, eq(users.id, userId))
  await tx.delete(consents).where(and(eq(consents.userId, userId), eq(consents.clientId, clientId)))
  const details = { app: app.name, client: clientId, ...(operator !== undefined && { operator }) }
  await tx.insert(events).values({ userId, type: 'app-removed', details, ...origin })
  return app.name
}

/** True for a client that this user has logged in to or allowed, or that has a grant of the user. */
export function hasAccess(db: Database, userId: string): SQL {
  const { clientId } = appLogins
  const logins = db
    .select({ clientId })
    .from(appLogins)
    .innerJoin(sessions, eq(sessions.id, appLogins.sessionId))
    .where(eq(sessions.userId, userId))
  const allowed = db.select({ id: consents.clientId }).from(consents).where(eq(consents.userId, userId))
  const granted = db
    .select({ id: providerRecords.clientId })
    .from(providerRecords)
    .where(and(eq(providerRecords.userId, userId), eq(providerRecords.kind, 'Grant')))
  return or(inArray(clients.id, logins), inArray(clients.id, allowed), inArray(clients.id, granted))!
}

/**
 * Locks the accounts before their rows, as everywhere, so that a logout or a reset at the same time cannot deadlock with this.
 * A logout holds the weakest lock on its account, and only the strongest one waits for it.
 */
async function lockUsersOf(tx: Database, clientId: string, whose: SQL | undefined): Promise<void> {
  const loggedIn = tx
    .select({ id: sessions.userId })
    .from(appLogins)
    .innerJoin(sessions, eq(sessions.id, appLogins.sessionId))
    .where(eq(appLogins.clientId, clientId))
  const owners = tx
    .select({ id: providerRecords.userId })
    .from(providerRecords)
    .where(eq(providerRecords.clientId, clientId))
  const ofClient = or(inArray(users.id, loggedIn), inArray(users.id, owners))
  await tx.select({ one: sql`1` }).from(users).where(and(ofClient, whose)).orderBy(users.id).for('update')
}

const ids = (tx: Database, whose: SQL) => tx.select({ id: users.id }).from(users).where(whose)
