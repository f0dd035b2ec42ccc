import { and, desc, eq, exists, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { prepared } from '@/db/connection/prepared'
import { events, sessions, users } from '@/db/schema'
import { appLogins, clients, clientUsers, providerRecords } from './tables'

type Payload = Record<string, unknown>
export type FoundRecord = {
  payload: Payload
  sessionId: string | null
  /** Whether the session that it belongs to has a second step now. */
  hasSecondStep: boolean
  consumed: boolean
  consumedSecondsAgo: number
}
export type NewRecord = {
  kind: string
  idHash: string
  payload: Payload
  /** For how many seconds the record is kept. */
  seconds: number
  uid?: string
}
/** A record of what one grant allows; `grantHash` is the digest of the grant's ID. */
export type NewGranted = NewRecord & { grantId: string; grantHash: string }

const found = {
  payload: providerRecords.payload,
  sessionId: providerRecords.sessionId,
  hasSecondStep: sql<boolean>`exists (select 1 from ${sessions}
    where ${sessions.id} = ${providerRecords.sessionId} and ${sessions.secondFactorAt} is not null)`,
  consumed: sql<boolean>`${providerRecords.consumedAt} is not null`,
  consumedSecondsAgo: sql`coalesce(extract(epoch from now() - ${providerRecords.consumedAt}), 0)`.mapWith(Number),
}

const askForRecord = prepared<FoundRecord[], { kind: string; idHash: string }>('provider_record', (db) =>
  db
    .select(found)
    .from(providerRecords)
    .where(
      and(eq(providerRecords.kind, sql.placeholder('kind')), eq(providerRecords.idHash, sql.placeholder('idHash'))),
    ),
)

export async function findRecord(kind: string, idHash: string): Promise<FoundRecord | undefined> {
  const [record] = await askForRecord({ kind, idHash })
  return record
}

/** The newest session of the library with that UID, if the session here that it belongs to is alive. */
export async function findRecordByUid(kind: string, uid: string, idleDays: number): Promise<FoundRecord | undefined> {
  const lately = sql`${sessions.lastSeenAt} > now() - make_interval(days => ${idleDays})`
  const alive = sql`exists (select 1 from ${sessions} where ${sessions.id} = ${providerRecords.sessionId}
    and ${sessions.expiresAt} > now() and ${lately})`
  const is = and(eq(providerRecords.kind, kind), eq(providerRecords.uid, uid), alive)
  const newest = desc(providerRecords.expiresAt)
  const [record] = await query((db) => db.select(found).from(providerRecords).where(is).orderBy(newest).limit(1))
  return record
}

/** When a record was stored that is kept for that many seconds, by the clock of the database. */
export async function storedAt(kind: string, idHash: string, seconds: number): Promise<Date | undefined> {
  const [record] = await query((db) =>
    db.select({ expiresAt: providerRecords.expiresAt }).from(providerRecords).where(isRecord(kind, idHash)),
  )
  return record && new Date(record.expiresAt.getTime() - seconds * 1000)
}

/** Stores a record that belongs to nobody yet, or replaces it. */
export async function putRecord({ kind, idHash, payload, seconds, uid }: NewRecord): Promise<void> {
  const changes = { payload, expiresAt: inSeconds(seconds) }
  await query((db) =>
    db
      .insert(providerRecords)
      .values({ kind, idHash, uid, ...changes })
      .onConflictDoUpdate({ target: [providerRecords.kind, providerRecords.idHash], set: changes }),
  )
}

/**
 * The grant of a user to a client, made in a session; one that is `offline` outlives it. False if that session has ended: its
 * lock makes an end in progress finish first, so that a grant that outlives sessions does not survive a reset either.
 */
export function putGrant(
  { kind, idHash, payload, seconds }: NewRecord,
  { userId, clientId, sessionId, offline }: { userId: string; clientId: string; sessionId: string; offline: boolean },
): Promise<boolean> {
  const changes = { payload, expiresAt: inSeconds(seconds) }
  const values = { kind, idHash, userId, clientId, sessionId: offline ? null : sessionId, ...changes }
  return transaction(async (tx) => {
    if (!(await holdSession(tx, userId, sessionId))) return false
    await tx
      .insert(providerRecords)
      .values(values)
      .onConflictDoUpdate({ target: [providerRecords.kind, providerRecords.idHash], set: changes })
    return true
  })
}

/** Locks the user first, as everywhere, and then the session, until the transaction ends. False if the session has ended. */
export async function holdSession(tx: Database, userId: string, sessionId: string): Promise<boolean> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('key share')
  const [live] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
    .for('key share')
  return live !== undefined
}

/**
 * Stores a code or token only while its grant exists: the lock on the grant's row makes a revocation in progress finish first,
 * so that nothing made meanwhile survives it. False if the grant or its session is gone.
 */
export async function putGranted({ kind, idHash, payload, seconds, grantId, grantHash }: NewGranted): Promise<boolean> {
  const made = await query((db) => {
    // The user is locked before the grant, in the order of those who end sessions, or both could wait for each other.
    const owner = db.select({ id: providerRecords.userId }).from(providerRecords).where(isRecord('Grant', grantHash))
    const held = db
      .$with('held')
      .as(db.select({ id: users.id }).from(users).where(inArray(users.id, owner)).for('key share'))
    const ofHeld = inArray(providerRecords.userId, db.select({ id: held.id }).from(held))
    const parent = db.$with('parent').as(
      db
        .select({
          user: providerRecords.userId,
          client: providerRecords.clientId,
          session: providerRecords.sessionId,
        })
        .from(providerRecords)
        .where(and(isRecord('Grant', grantHash), ofHeld))
        .for('key share'),
    )
    const json = sql`${JSON.stringify(payload)}::text::jsonb`
    return db
      .with(held, parent)
      .insert(providerRecords)
      .select(sql`
        select ${kind}::text, ${idHash}::text, ${grantId}::text, null::text, user_id, client_id, session_id, ${json},
          null::timestamptz, ${inSeconds(seconds)} from ${parent}`)
      .returning({ kind: providerRecords.kind })
  })
  return made.length > 0
}

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

/** Marks a code or refresh token as used; of calls at the same time only one gets true. */
export async function consumeRecord(kind: string, idHash: string): Promise<boolean> {
  const consumed = await query((db) =>
    db
      .update(providerRecords)
      .set({ consumedAt: sql`now()` })
      .where(and(isRecord(kind, idHash), isNull(providerRecords.consumedAt)))
      .returning({ kind: providerRecords.kind }),
  )
  return consumed.length > 0
}

export async function deleteRecord(kind: string, idHash: string): Promise<void> {
  await query((db) => db.delete(providerRecords).where(isRecord(kind, idHash)))
}

/** Deletes the codes and tokens of a grant. */
export async function deleteGranted(grantId: string): Promise<void> {
  await query((db) => db.delete(providerRecords).where(eq(providerRecords.grantId, grantId)))
}

function isRecord(kind: string, idHash: string): SQL | undefined {
  return and(eq(providerRecords.kind, kind), eq(providerRecords.idHash, idHash))
}

const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`
