import { and, eq, inArray, is, isNotNull, isNull, ne, or, SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { pendingLogins } from '@/db/factors/tables'
import { appLogins, consents, logoutNotices, providerRecords } from '@/db/provider/login-tables'
import { clients } from '@/db/provider/tables'
import { sessions, users } from '@/db/schema'
import { suspendStaff, withoutTwoStep } from '@/db/staff/suspend'
import { staff } from '@/db/staff/tables'
import { uuidV7 } from '@/db/uuid-v7'
import { config } from '@/lib/config'

/** Why some sessions end. What apps may do without a session stays, because the account owner logged out of a device only. */
type EndOfSome = 'logout' | 'revoked' | 'limit' | 'expired'
/** Why all sessions end, and everything else that apps have of the account with them, because a stranger may have allowed it. */
type EndOfAll =
  | 'password-reset'
  | 'not-me'
  | 'undo-email'
  | 'contest'
  | 'contest-settled'
  | 'disabled'
  | 'logout-by-operator'
  | 'account-deletion-requested'
  | 'account-deleted'
  | 'factors-reset'
/** Why all sessions but one end. */
type EndOfOthers =
  | 'password-changed'
  | 'two-step-on'
  | 'two-step-off'
  | 'authenticator-app-replaced'
  | 'authenticator-app-removed'
  | 'passkey-removed'
type Cause = EndOfSome | EndOfAll | EndOfOthers

/**
 * Whether the account also forgets its trusted browsers, in which the password alone would log in again: after whatever says
 * that a stranger may know the password or have the browser, and after each change of the second factors, which trust stands for.
 */
const forgetsBrowsers: Record<Cause, boolean> = {
  'password-reset': true,
  'password-changed': true,
  'not-me': true,
  'undo-email': true,
  contest: true,
  'contest-settled': true,
  'factors-reset': true,
  'two-step-on': true,
  'two-step-off': true,
  'authenticator-app-replaced': true,
  'authenticator-app-removed': true,
  'passkey-removed': true,
  disabled: false,
  'logout-by-operator': false,
  'account-deletion-requested': false,
  'account-deleted': false,
  logout: false,
  revoked: false,
  limit: false,
  expired: false,
}

/**
 * Whether a member of staff may no longer enter the console until an operator says so: after whatever a stranger could do who has
 * only the mailbox. With two-step login, a new password alone opens nothing, so a reset suspends only without it.
 */
const suspendsStaff: Partial<Record<Cause, 'always' | 'without-two-step'>> = {
  'password-reset': 'without-two-step',
  'not-me': 'always',
  'undo-email': 'always',
  contest: 'always',
  'contest-settled': 'always',
  'factors-reset': 'always',
}

type Ending =
  | [which: SQL, cause: EndOfSome]
  | [which: { allOf: string | string[] }, cause: EndOfAll]
  | [which: { allOf: string; except: string }, cause: EndOfOthers]
type Which = Ending[0]

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

/** Conditions on the rows of six tables. */
type Rows = { ended: SQL; records?: SQL; allowed?: SQL; pending?: SQL; distrusted?: SQL; suspended?: SQL }

function rowsOf(which: Which, cause: Cause): Rows {
  if (is(which, SQL)) return { ended: which }
  const whose = [which.allOf].flat()
  const [ended, records] = [inArray(sessions.userId, whose), inArray(providerRecords.userId, whose)]
  // A login that still waits for its second step would be a session in a moment.
  const pending = inArray(pendingLogins.userId, whose)
  const distrusted = forgetsBrowsers[cause] ? inArray(users.id, whose) : undefined
  if (!('except' in which)) {
    const suspended = isSuspendedBy(cause, whose)
    return { ended, records, pending, distrusted, suspended, allowed: inArray(consents.userId, whose) }
  }
  const isAnothers = or(isNull(providerRecords.sessionId), ne(providerRecords.sessionId, which.except))
  return { ended: and(ended, ne(sessions.id, which.except))!, records: and(records, isAnothers), pending, distrusted }
}

function isSuspendedBy(cause: Cause, whose: string[]): SQL | undefined {
  const when = suspendsStaff[cause]
  if (!when) return undefined
  const members = inArray(staff.userId, whose)
  return when === 'always' ? members : and(members, withoutTwoStep)
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
