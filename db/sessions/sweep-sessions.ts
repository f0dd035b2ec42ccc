import { inArray, lt, type SQL, sql } from 'drizzle-orm'
import { dueAccounts } from '@/db/accounts/account-deletion'
import type { Database } from '@/db/connection/database'
import { sessions } from '@/db/schema'
import { endFreeSessions } from './end-sessions'

/** Removes up to `limit` expired sessions; returns how many. */
export function sweepExpiredSessions(tx: Database, limit: number): Promise<number> {
  return endFreeSessions(tx, atMost(tx, lt(sessions.expiresAt, sql`now()`), limit), 'expired')
}

/** Ends up to `limit` sessions of accounts whose day of deletion has come; returns how many. */
export function sweepSessionsOfDueAccounts(tx: Database, limit: number): Promise<number> {
  return endFreeSessions(tx, atMost(tx, inArray(sessions.userId, dueAccounts(tx)), limit), 'account-deleted')
}

function atMost(tx: Database, which: SQL, limit: number): SQL {
  return inArray(sessions.id, tx.select({ id: sessions.id }).from(sessions).where(which).limit(limit))
}
