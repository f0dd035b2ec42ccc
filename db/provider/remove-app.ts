import { and, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Origin } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { events, sessions, users } from '@/db/schema'
import { endClient } from './end-client'
import { appLogins, consents, providerRecords } from './login-tables'
import { clients } from './tables'

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
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update')
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

/** True for a client that this user has logged in to or allowed, or that has a valid grant of the user. */
export function hasAccess(db: Database, userId: string): SQL {
  const { clientId } = appLogins
  const { expiresAt } = providerRecords
  const logins = db
    .select({ clientId })
    .from(appLogins)
    .innerJoin(sessions, eq(sessions.id, appLogins.sessionId))
    .where(eq(sessions.userId, userId))
  const allowed = db.select({ id: consents.clientId }).from(consents).where(eq(consents.userId, userId))
  const granted = db
    .select({ id: providerRecords.clientId })
    .from(providerRecords)
    .where(and(eq(providerRecords.userId, userId), eq(providerRecords.kind, 'Grant'), gt(expiresAt, sql`now()`)))
  return or(inArray(clients.id, logins), inArray(clients.id, allowed), inArray(clients.id, granted))!
}
