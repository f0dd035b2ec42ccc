import { and, asc, eq, gt, isNotNull, max, min, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { sessions } from '@/db/schema'
import type { ClientRow } from './clients'
import { appLogins, consents, providerRecords } from './login-tables'
import { hasAccess } from './remove-app'
import { clients } from './tables'

/** An app that one user has logged in to or allowed, with what the user agreed to. */
export type UsedApp = {
  client: ClientRow
  consented: string[] | null
  since: Date
  lastUsedAt: Date
}

/** The apps that the user has logged in to or allowed, by name. */
export function findAppsOf(userId: string): Promise<UsedApp[]> {
  return query((db) => {
    const [logins, records] = [loginsOf(db, userId), recordsOf(db, userId)]
    const since = sql`coalesce(least(${logins.firstLogin}, ${consents.createdAt}, ${records.firstIssued}), ${clients.createdAt})`
    const lastUsedAt = sql`coalesce(greatest(${logins.lastLogin}, ${consents.createdAt}, ${records.lastIssued}), ${clients.createdAt})`
    return db
      .select({
        client: clients,
        consented: consents.scopes,
        since: since.mapWith(clients.createdAt),
        lastUsedAt: lastUsedAt.mapWith(clients.createdAt),
      })
      .from(clients)
      .leftJoin(logins, eq(logins.clientId, clients.id))
      .leftJoin(records, eq(records.clientId, clients.id))
      .leftJoin(consents, and(eq(consents.clientId, clients.id), eq(consents.userId, userId)))
      .where(hasAccess(db, userId))
      .orderBy(asc(clients.name), asc(clients.id))
  })
}

function loginsOf(db: Database, userId: string) {
  const { clientId, firstAt, lastAt } = appLogins
  return db
    .select({ clientId, firstLogin: min(firstAt).as('first_login'), lastLogin: max(lastAt).as('last_login') })
    .from(appLogins)
    .innerJoin(sessions, eq(sessions.id, appLogins.sessionId))
    .where(eq(sessions.userId, userId))
    .groupBy(clientId)
    .as('logins')
}

/** When the first and the last of the user's valid grants and tokens of each app were issued. */
function recordsOf(db: Database, userId: string) {
  const { clientId, payload, expiresAt } = providerRecords
  const issued = sql`to_timestamp((${payload}->>'iat')::float8)`
  return db
    .select({
      clientId,
      firstIssued: sql`min(${issued})`.as('first_issued'),
      lastIssued: sql`max(${issued})`.as('last_issued'),
    })
    .from(providerRecords)
    .where(and(eq(providerRecords.userId, userId), isNotNull(clientId), gt(expiresAt, sql`now()`)))
    .groupBy(clientId)
    .as('records')
}

/** Whether a session is logged in to an app under this name: also false if the app's access was removed since. */
export async function isLoggedInTo(clientId: string, sessionId: string, sid: string): Promise<boolean> {
  const is = and(eq(appLogins.clientId, clientId), eq(appLogins.sessionId, sessionId), eq(appLogins.sid, sid))
  return (await query((db) => db.$count(appLogins, is))) > 0
}

type Page = { before?: string; limit: number }

/** A page of the user's logins to apps, with `id` for the cursor of the next page. */
export function pageOfAppLogins(userId: string, { before, limit }: Page) {
  const { sid, sessionId, clientId, firstAt, lastAt } = appLogins
  return query((db) =>
    db
      .select({ id: sid, sessionId, clientId, name: clients.name, firstAt, lastAt })
      .from(appLogins)
      .innerJoin(sessions, eq(sessions.id, sessionId))
      .innerJoin(clients, eq(clients.id, clientId))
      .where(and(eq(sessions.userId, userId), before === undefined ? undefined : gt(sid, before)))
      .orderBy(asc(sid))
      .limit(limit),
  )
}
