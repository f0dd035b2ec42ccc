import { desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import type { Origin } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { events, sessions, users } from '@/db/schema'
import { SESSIONS_AT_MOST } from '@/lib/rules/sessions-at-most'
import { endFreeSessions } from './end-sessions'

/**
 * With this many sessions or more, the logins of an account run one after the other, because logins that begin together do not
 * see each other's sessions. Half the limit is more than all connections of several instances can start together.
 */
const CROWDED = SESSIONS_AT_MOST / 2
/** Removed at a time, so that no statement runs long, however many an account has from before there was a limit. */
const BATCH = 1_000
const BATCHES = 30

/** A condition on a row of `users`: it has so many sessions that the next one may have to replace another. */
export const isCrowded = (): SQL =>
  sql`exists (select 1 from ${sessions} where ${sessions.userId} = ${users.id} offset ${sql.raw(String(CROWDED - 1))})`

/** Makes room for one more session in a locked account; true if more sessions still have to be ended. */
export function makeRoom(tx: Database, userId: string, origin: Origin): Promise<boolean> {
  return endOldest(tx, userId, SESSIONS_AT_MOST - 1, origin)
}

/** Ends the sessions that one login could not end alone, batch by batch, so that others are served in between. */
export async function endExcess(userId: string, origin: Origin): Promise<void> {
  const endBatch = () =>
    transaction(async (tx) => ((await lockUser(tx, userId)) ? endOldest(tx, userId, SESSIONS_AT_MOST, origin) : false))
  for (let batches = 0; batches < BATCHES; batches++) if (!(await endBatch())) return
}

async function endOldest(tx: Database, userId: string, kept: number, origin: Origin): Promise<boolean> {
  const oldest = tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .offset(kept)
    .limit(BATCH)
  // Those that a concurrent logout of several sessions has locked are about to end anyway.
  const ended = await endFreeSessions(tx, inArray(sessions.id, oldest), 'limit')
  if (ended === 0) return false
  const details = { count: String(ended), because: 'limit' }
  await tx.insert(events).values({ userId, type: 'sessions-revoked', details, ...origin })
  return ended === BATCH
}
