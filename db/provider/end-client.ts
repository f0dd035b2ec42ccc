import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { sessions, users } from '@/db/schema'
import { uuidV7 } from '@/db/uuid-v7'
import { appLogins, logoutNotices, providerRecords } from './login-tables'
import { clients } from './tables'

/** Their owners are at most as many, so that no transaction takes long, however many people use an app. */
const ROWS_AT_ONCE = 4000

/**
 * Ends what a client has of some of its users, or of those in `whose`: its codes, tokens, grants and logins. The app is told of
 * every login that ends. Consents stay. Returns how many users these were; as long as there are any, there may be more.
 */
export async function endClient(tx: Database, clientId: string, cause: string, whose?: SQL): Promise<number> {
  const owners = await lockOwners(tx, clientId, whose)
  const records = and(eq(providerRecords.clientId, clientId), inArray(providerRecords.userId, owners))!
  const ofOwners = tx.select({ id: sessions.id }).from(sessions).where(inArray(sessions.userId, owners))
  const logins = and(eq(appLogins.clientId, clientId), inArray(appLogins.sessionId, ofOwners))!
  await hold(tx, records, logins)
  await endLogins(tx, logins, cause)
  await tx.delete(providerRecords).where(records)
  return owners.length
}

/** Ends what `endClient` has left, after the transaction that began with it. */
export async function endRestOfClient(clientId: string, cause: string, whose?: SQL): Promise<void> {
  let ended: number
  do ended = await transaction((tx) => endClient(tx, clientId, cause, whose))
  while (ended > 0)
}

/** Some users who are logged in to the app or have records of it. Locked first, as everywhere, and in the order of their IDs. */
async function lockOwners(tx: Database, clientId: string, whose?: SQL): Promise<string[]> {
  const isTheirs = (owner: SQL) => whose && sql`${owner} in ${tx.select({ id: users.id }).from(users).where(whose)}`
  const ofSession = sql<string>`${sessions.userId}`
  const ofRecord = sql<string>`${providerRecords.userId}`
  const loggedIn = tx
    .select({ id: ofSession.as('id') })
    .from(appLogins)
    .innerJoin(sessions, eq(sessions.id, appLogins.sessionId))
    .where(and(eq(appLogins.clientId, clientId), isTheirs(ofSession)))
  const recorded = tx
    .select({ id: ofRecord.as('id') })
    .from(providerRecords)
    .where(and(eq(providerRecords.clientId, clientId), isNotNull(providerRecords.userId), isTheirs(ofRecord)))
  const isOwner = inArray(users.id, loggedIn.unionAll(recorded).limit(ROWS_AT_ONCE))
  const owners = await tx.select({ id: users.id }).from(users).where(isOwner).orderBy(users.id).for('no key update')
  return owners.map(({ id }) => id)
}

/**
 * Locks the grants and then the sessions, in the order in which sessions end, so that a logout or a reset at the same time
 * cannot deadlock with this. A token locks its grant first, so after this no further one is issued.
 */
async function hold(tx: Database, records: SQL, logins: SQL): Promise<void> {
  const one = { one: sql`1` }
  const isGrant = and(eq(providerRecords.kind, 'Grant'), records)
  await tx.select(one).from(providerRecords).where(isGrant).orderBy(providerRecords.idHash).for('update')
  const loggedIn = tx.select({ id: appLogins.sessionId }).from(appLogins).where(logins)
  await tx.select(one).from(sessions).where(inArray(sessions.id, loggedIn)).orderBy(sessions.id).for('no key update')
}

/** One statement, so that no login ends without a notice. Apps without a back-channel URL get none. */
async function endLogins(tx: Database, logins: SQL, cause: string): Promise<void> {
  const { id, name, backchannelUri, alg } = clients
  await tx.execute(sql`
    with ended as (delete from ${appLogins} where ${logins} returning session_id, client_id, sid)
    insert into ${logoutNotices} (id, client_id, client_name, uri, alg, sub, sid, cause)
    select ${uuidV7}, ${id}, ${name}, ${backchannelUri}, ${alg}, ${sessions.userId}, ended.sid, ${cause}::text
    from ended
    join ${sessions} on ${sessions.id} = ended.session_id
    join ${clients} on ${id} = ended.client_id
    where ${isNotNull(backchannelUri)}`)
}
