import { and, eq, isNotNull, type SQL } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { sessions } from '@/db/schema'
import { appLogins, clients, logoutNotices } from './tables'

/** A statement can have 65,535 parameters, and a notice needs a dozen. */
const ROWS_AT_ONCE = 1000

/** Queues a notice to the app for each of these rows of `app_logins`, which are about to end. Apps without an address get none. */
export async function queueLogoutNotices(tx: Database, which: SQL, cause: string): Promise<void> {
  const ending = await tx
    .select({
      clientId: clients.id,
      clientName: clients.name,
      uri: clients.backchannelUri,
      alg: clients.alg,
      sub: sessions.userId,
      sid: appLogins.sid,
    })
    .from(appLogins)
    .innerJoin(clients, eq(clients.id, appLogins.clientId))
    .innerJoin(sessions, eq(sessions.id, appLogins.sessionId))
    .where(and(which, isNotNull(clients.backchannelUri)))
  const notices = ending.map(({ uri, ...notice }) => ({ ...notice, uri: uri!, cause }))
  for (let done = 0; done < notices.length; done += ROWS_AT_ONCE)
    await tx.insert(logoutNotices).values(notices.slice(done, done + ROWS_AT_ONCE))
}
