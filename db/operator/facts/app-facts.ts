import { and, asc, count, eq, gt, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { logoutNotices } from '@/db/provider/login-tables'
import { clients } from '@/db/provider/tables'

export const UNUSED_DAYS = 180
/** An app that is restarted answers one of the first attempts, so until then nobody has to do something. */
const LONG_MINUTES = 15

/** Notices to one app that are alike; `lastFault` is why the newest one did not arrive. */
export type AppNotices = { id: string; name: string; notices: number; oldestSeconds: number; lastFault: string | null }
export type AppFacts = {
  /** How many apps there are. */
  apps: number
  /** The apps that have still to be told of logouts after a long time. */
  waiting: AppNotices[]
  /** The apps that Rekey has given up telling of logouts in the last week. */
  untold: AppNotices[]
  /** The apps that nobody has logged in to for UNUSED_DAYS. */
  unused: { id: string; name: string }[]
}

/** What an operator should know about apps. Notices to apps that were removed are left out: there is nothing to mend. */
export async function appFacts(db: Database): Promise<AppFacts> {
  const { status, createdAt, decidedAt, statusCode } = logoutNotices
  const isLate = lt(createdAt, sql`now() - make_interval(mins => ${LONG_MINUTES})`)
  // Many apps answer 400 if they have ended the session already, which is no fault.
  const isGivenUp = or(eq(status, 'failed'), and(eq(status, 'refused'), ne(statusCode, 400)))
  return {
    apps: await db.$count(clients),
    waiting: await noticesByApp(db, and(eq(status, 'queued'), isLate)),
    untold: await noticesByApp(db, and(isGivenUp, gt(decidedAt, sql`now() - interval '7 days'`))),
    unused: await unusedApps(db),
  }
}

function noticesByApp(db: Database, which: SQL | undefined): Promise<AppNotices[]> {
  const { clientId, createdAt, statusCode, lastError } = logoutNotices
  const fault = sql`coalesce(${lastError}, 'HTTP status ' || ${statusCode})`
  return db
    .select({
      id: clients.id,
      name: clients.name,
      notices: count(),
      oldestSeconds: sql`extract(epoch from now() - min(${createdAt}))`.mapWith(Number),
      lastFault: sql<
        string | null
      >`(array_agg(${fault} order by ${createdAt} desc) filter (where ${fault} is not null))[1]`,
    })
    .from(logoutNotices)
    .innerJoin(clients, eq(clients.id, clientId))
    .where(which)
    .groupBy(clients.id)
    .orderBy(asc(clients.name), asc(clients.id))
}

function unusedApps(db: Database): Promise<{ id: string; name: string }[]> {
  const { id, name, lastUsedAt, createdAt, disabledAt } = clients
  const isOld = sql`coalesce(${lastUsedAt}, ${createdAt}) < now() - make_interval(days => ${UNUSED_DAYS})`
  return db
    .select({ id, name })
    .from(clients)
    .where(and(isNull(disabledAt), isOld))
    .orderBy(asc(name), asc(id))
}
