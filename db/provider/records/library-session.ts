import { and, eq, exists, isNull, or, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { appLogins, providerRecords } from '@/db/provider/login-tables'
import { clients, clientUsers } from '@/db/provider/tables'
import { events } from '@/db/schema'
import { holdSession } from '@/db/sessions/hold-session'
import { inSeconds, type NewRecord } from './records'

/** The library's own session, which lives no longer than the session here. */
export type NewLibrarySession = NewRecord & { userId: string; sessionId: string }
/** The client that is entered now, and under which name it knows the session. */
export type Entry = { clientId: string; sid: string; ip?: string; userAgent?: string }

/**
 * Stores it with the app that was entered, so that the app can be told when the session ends. False if the session has ended, or
 * the app admits this user no longer.
 */
export function putLibrarySession(session: NewLibrarySession, entry: Entry | undefined): Promise<boolean> {
  const { kind, idHash, payload, seconds, uid, userId, sessionId } = session
  return transaction(async (tx) => {
    const client = entry && (await holdClient(tx, entry.clientId, userId))
    if (entry && !client) return false
    if (!(await holdSession(tx, userId, sessionId))) return false
    const changes = { payload, expiresAt: inSeconds(seconds) }
    await tx
      .insert(providerRecords)
      .values({ kind, idHash, uid, userId, sessionId, ...changes })
      .onConflictDoUpdate({
        target: [providerRecords.kind, providerRecords.idHash],
        set: { ...changes, payload: keepingApps },
      })
    if (entry && client) await noteEntry(tx, { userId, sessionId, app: client.name }, entry)
    return true
  })
}

/**
 * Locks the client, before the user, as whoever disables it or denies it to somebody does. Either they see this login and end it,
 * or it sees here that the client does not admit the user any more. Undefined then.
 */
async function holdClient(tx: Database, clientId: string, userId: string): Promise<{ name: string } | undefined> {
  const isListed = and(eq(clientUsers.clientId, clients.id), eq(clientUsers.userId, userId))
  const listed = tx.select({ id: clientUsers.userId }).from(clientUsers).where(isListed)
  const admits = or(eq(clients.allow, 'everyone'), exists(listed))
  const [client] = await tx
    .select({ name: clients.name })
    .from(clients)
    .where(and(eq(clients.id, clientId), isNull(clients.disabledAt), admits))
    .for('share')
  return client
}

/** Two apps that are entered at the same time both stay in the session. */
const keepingApps = sql`excluded.payload || jsonb_build_object('authorizations',
  coalesce(${providerRecords.payload}->'authorizations', '{}') || coalesce(excluded.payload->'authorizations', '{}'))`

type Entering = { userId: string; sessionId: string; app: string }

async function noteEntry(tx: Database, { userId, sessionId, app }: Entering, entry: Entry): Promise<void> {
  const { clientId, sid, ip, userAgent } = entry
  const [login] = await tx
    .insert(appLogins)
    .values({ sessionId, clientId, sid })
    .onConflictDoUpdate({
      target: [appLogins.sessionId, appLogins.clientId],
      set: { sid, lastAt: sql`now()` },
    })
    .returning({ isFirst: sql<boolean>`xmax = 0` })
  if (!login?.isFirst) return
  await tx.insert(events).values({ userId, type: 'app-logged-in', details: { app }, ip, userAgent })
}
