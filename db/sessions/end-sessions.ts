import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { pendingLogins } from '@/db/factors/tables'
import { appLogins, consents, logoutNotices, providerRecords } from '@/db/provider/login-tables'
import { clients } from '@/db/provider/tables'
import { sessions, users } from '@/db/schema'
import { suspendStaff } from '@/db/staff/suspend'
import { uuidV7 } from '@/db/uuid-v7'
import { config } from '@/lib/config'
import type { Cause } from './end-causes'
import { type Ending, type Rows, rowsOf } from './ended-rows'

/**
 * Ends sessions, and with them what apps have of them; `allOf` is a user, `except` the session that stays. Nothing else may
 * remove a row of `sessions`, so that no app is left with a login whose session has ended. Returns how many ended.
 */
export async function endSessions(tx: Database, ...[which, cause]: Ending): Promise<number> {
  const rows = rowsOf(which, cause)
  // Without the provider, no app logs anybody in meanwhile.
  if (config().PROVIDER) await hold(tx, rows)
  return end(tx, rows, cause)
}

/** Ends those of some sessions that are not locked. The others are about to end anyway, or wait for the next batch. */
export async function endFreeSessions(
  tx: Database,
  which: SQL,
  cause: 'limit' | 'expired' | 'account-deleted',
): Promise<number> {
  const free = await hold(tx, { ended: which }, { skipLocked: true })
  return free.length === 0 ? 0 : end(tx, { ended: inArray(sessions.id, free) }, cause)
}

/**
 * Locks the rows before the statement that ends them: that one sees only what was there when it began, so it would overlook an
 * app login or a token whose transaction it has waited for. Grants come first, because a token locks its grant and then its
 * session, and the other order would deadlock with it.
 */
async function hold(tx: Database, { ended, records }: Rows, free?: { skipLocked: true }): Promise<string[]> {
  const endedIds = tx.select({ id: sessions.id }).from(sessions).where(ended)
  const isGrant = and(eq(providerRecords.kind, 'Grant'), records ?? inArray(providerRecords.sessionId, endedIds))
  const grants = tx
    .$with('grants')
    .as(
      tx
        .select({ id: providerRecords.idHash })
        .from(providerRecords)
        .where(isGrant)
        .orderBy(providerRecords.idHash)
        .for('update'),
    )
  const grantsFirst = sql`(select count(*) from ${grants}) >= 0`
  const held = await tx
    .with(grants)
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(ended, grantsFirst))
    .orderBy(sessions.id)
    .for('update', free)
  return held.map(({ id }) => id)
}

/** One statement, so that nothing can end without the rest. The database counts the sessions, which may be thousands. */
async function end(tx: Database, rows: Rows, cause: Cause): Promise<number> {
  const { ended: which, records, allowed, pending, distrusted, suspended } = rows
  const { id, userId } = sessions
  const ended = tx.$with('ended').as(tx.delete(sessions).where(which).returning({ id, userId }))
  const also = [
    cause !== 'expired' && tx.$with('notices', {}).as(queueNotices(cause)),
    records && tx.$with('records', {}).as(sql`delete from ${providerRecords} where ${records}`),
    allowed && tx.$with('allowed', {}).as(sql`delete from ${consents} where ${allowed}`),
    pending && tx.$with('pending', {}).as(sql`delete from ${pendingLogins} where ${pending}`),
    distrusted && tx.$with('distrusted', {}).as(forgetBrowsersOf(distrusted)),
    suspended && tx.$with('suspended', {}).as(suspendStaff(suspended)),
  ].filter((part) => !!part)
  const [row] = await tx
    .with(ended, ...also)
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(ended)
  return row!.count
}

/**
 * Browsers trusted until now have to do the second step again. By the clock and not by the start of the transaction, which may
 * have waited for the account while a browser was trusted.
 */
export function forgetBrowsersOf(which: SQL): SQL {
  return sql`update ${users} set ${sql.identifier(users.browsersTrustedSince.name)} = clock_timestamp() where ${which}`
}

/** Apps are told of what somebody ended. When sessions simply grow old, apps have ends of their own. */
function queueNotices(cause: Cause): SQL {
  const { id, name, backchannelUri, alg, disabledAt } = clients
  return sql`
    insert into ${logoutNotices} (id, client_id, client_name, uri, alg, sub, sid, cause)
    select ${uuidV7}, ${id}, ${name}, ${backchannelUri}, ${alg}, ended.user_id, ${appLogins.sid}, ${cause}::text
    from ended
    join ${appLogins} on ${appLogins.sessionId} = ended.id
    join ${clients} on ${id} = ${appLogins.clientId}
    where ${isNotNull(backchannelUri)} and ${isNull(disabledAt)}`
}
