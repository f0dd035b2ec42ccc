import { and, arrayContains, arrayOverlaps, asc, eq, exists, isNull, or, type SQL, sql } from 'drizzle-orm'
import { isLive } from '@/db/accounts/live-account'
import type { User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { prepared } from '@/db/connection/prepared'
import { sessions, users } from '@/db/schema'
import { holdSession } from '@/db/sessions/hold-session'
import { isAlive } from '@/db/sessions/sessions'
import type { ClientRow } from './clients'
import { appLogins, appSeats, consents, providerRecords } from './login-tables'
import { clients, clientUsers } from './tables'

/** The URLs to which a login may return at this host, one with each scheme. */
const callbacksAt = (host: string) => [`https://${host}/.rekey/callback`, `http://${host}/.rekey/callback`]

/** Who has a seat at an app. */
export type FoundSeat = {
  sessionId: string
  /** The last use of the session was recorded some minutes ago. */
  stale: boolean
  /** The app is open to everyone, or this user is listed. */
  isAdmitted: boolean
  /** The app is not one of others, or the user has allowed all that it gets. */
  hasConsent: boolean
  client: ClientRow
  user: User
}

type SeatQuestion = { tokenHash: string; host: string; https: string; http: string; idleDays: number }

/** One statement, because the proxy asks at every request to the app. */
const askForSeat = prepared<FoundSeat[], SeatQuestion>('app_seat', (db) => {
  const { placeholder } = sql
  const isListed = and(eq(clientUsers.clientId, clients.id), eq(clientUsers.userId, sessions.userId))
  const listed = db.select({ id: clientUsers.userId }).from(clientUsers).where(isListed)
  const isConsent = and(eq(consents.clientId, clients.id), eq(consents.userId, sessions.userId))
  const allowed = db
    .select({ id: consents.userId })
    .from(consents)
    .where(and(isConsent, arrayContains(consents.scopes, clients.scopes)))
  const isSeat = and(eq(appSeats.tokenHash, placeholder('tokenHash')), eq(appSeats.host, placeholder('host')))
  return db
    .select({
      sessionId: sessions.id,
      stale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '5 minutes'`,
      isAdmitted: sql<boolean>`${or(eq(clients.allow, 'everyone'), exists(listed))}`,
      hasConsent: sql<boolean>`${or(eq(clients.thirdParty, false), exists(allowed))}`,
      client: clients,
      user: users,
    })
    .from(appSeats)
    .innerJoin(clients, eq(clients.id, appSeats.clientId))
    .innerJoin(sessions, eq(sessions.id, appSeats.sessionId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(isSeat, isProxied(placeholder('https'), placeholder('http')), isAlive(placeholder('idleDays')), isLive()),
    )
})

/**
 * The live seat with that token at this host. Undefined if it is another host's, if its session has ended or the account is not
 * live, and if the app is disabled or is at this host no longer.
 */
export async function findSeat(tokenHash: string, host: string, idleDays: number): Promise<FoundSeat | undefined> {
  const [https, http] = callbacksAt(host) as [string, string]
  const [seat] = await askForSeat({ tokenHash, host, https, http, idleDays })
  return seat
}

/** The enabled app behind a proxy at this host. */
export async function findProxiedClient(host: string): Promise<ClientRow | undefined> {
  const [https, http] = callbacksAt(host) as [string, string]
  const [client] = await query((db) =>
    db
      .select()
      .from(clients)
      .where(isProxied(sql`${https}`, sql`${http}`))
      .orderBy(asc(clients.createdAt))
      .limit(1),
  )
  return client
}

/** The apps behind a proxy, also disabled ones, at one of these hosts. */
export function findProxiedClients(hosts: string[]): Promise<ClientRow[]> {
  const isThere = arrayOverlaps(clients.redirectUris, hosts.flatMap(callbacksAt))
  return query((db) =>
    db
      .select()
      .from(clients)
      .where(and(eq(clients.kind, 'proxy'), isThere)),
  )
}

function isProxied(https: SQL | ReturnType<typeof sql.placeholder>, http: typeof https): SQL | undefined {
  const returnsHere = sql`${clients.redirectUris} && array[${https}, ${http}]::text[]`
  return and(eq(clients.kind, 'proxy'), isNull(clients.disabledAt), returnsHere)
}

type Login = { userId: string; sessionId: string; clientId: string }

/**
 * Gives the browser of a login its seat, in place of one that it has, and uses up the access token by which the login is known here.
 * False if the login has ended or its token was used meanwhile. It locks in the order of those who end logins.
 */
export function putSeat(
  { userId, sessionId, clientId }: Login,
  { tokenHash, host, accessTokenHash }: { tokenHash: string; host: string; accessTokenHash: string },
): Promise<boolean> {
  return transaction(async (tx) => {
    if (!(await holdSession(tx, userId, sessionId))) return false
    const isLogin = and(eq(appLogins.sessionId, sessionId), eq(appLogins.clientId, clientId))
    const [login] = await tx.select({ sid: appLogins.sid }).from(appLogins).where(isLogin).for('key share')
    if (!login) return false
    const isToken = and(
      eq(providerRecords.kind, 'AccessToken'),
      eq(providerRecords.idHash, accessTokenHash),
      eq(providerRecords.sessionId, sessionId),
    )
    const used = await tx.delete(providerRecords).where(isToken).returning({ kind: providerRecords.kind })
    if (used.length === 0) return false
    await tx
      .insert(appSeats)
      .values({ tokenHash, sessionId, clientId, host })
      .onConflictDoUpdate({
        target: [appSeats.sessionId, appSeats.clientId, appSeats.host],
        set: { tokenHash, createdAt: sql`now()` },
      })
    return true
  })
}

export async function deleteSeat(tokenHash: string): Promise<void> {
  await query((db) => db.delete(appSeats).where(eq(appSeats.tokenHash, tokenHash)))
}
