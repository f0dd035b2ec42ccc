import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { sessions, users } from '@/db/schema'
import { uuidV7 } from '@/db/uuid-v7'
import { appLogins, clients, logoutNotices, providerRecords } from './tables'

/**
 * Ends what a client has of its users, or of the users in `whose`: its codes, tokens, grants and logins. The app is told of
 * every login that ends. Consents stay.
 */
export async function endClient(tx: Database, clientId: string, cause: string, whose?: SQL): Promise<void> {
  const theirs = whose && tx.select({ id: users.id }).from(users).where(whose)
  const records = and(eq(providerRecords.clientId, clientId), theirs && inArray(providerRecords.userId, theirs))!
  const theirSessions = theirs && tx.select({ id: sessions.id }).from(sessions).where(inArray(sessions.userId, theirs))
  const logins = and(eq(appLogins.clientId, clientId), theirSessions && inArray(appLogins.sessionId, theirSessions))!
  await hold(tx, records, logins)
  await endLogins(tx, logins, cause)
  await tx.delete(providerRecords).where(records)
}

/**
 * Locks the accounts, then the grants, then the sessions, in the order in which sessions end, so that a logout or a reset at the
 * same time cannot deadlock with this. A token locks its grant first, so after this no further one is issued.
 */
async function hold(tx: Database, records: SQL, logins: SQL): Promise<void> {
  const loggedIn = tx.select({ id: appLogins.sessionId }).from(appLogins).where(logins)
  const { id } = sessions
  const owners = tx
    .select({ id: sql<string>`${providerRecords.userId}`.as('id') })
    .from(providerRecords)
    .where(records)
    .union(
      tx
        .select({ id: sql<string>`${sessions.userId}`.as('id') })
        .from(sessions)
        .where(inArray(id, loggedIn)),
    )
  const one = { one: sql`1` }
  await tx.select(one).from(users).where(inArray(users.id, owners)).orderBy(users.id).for('no key update')
  const isGrant = and(eq(providerRecords.kind, 'Grant'), records)
  await tx.select(one).from(providerRecords).where(isGrant).orderBy(providerRecords.idHash).for('update')
  await tx.select(one).from(sessions).where(inArray(id, loggedIn)).orderBy(id).for('no key update')
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
