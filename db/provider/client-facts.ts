import { and, asc, count, countDistinct, desc, eq, gt, ne, or, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions, users } from '@/db/schema'
import { appLogins, logoutNotices } from './login-tables'
import { clientFaults, clientUsers } from './tables'

export type ClientFault = typeof clientFaults.$inferSelect
export type NoticeStatus = (typeof logoutNotices.$inferSelect)['status']

/** The refusals that the client has met, the latest first. */
export function findClientFaults(clientId: string, limit: number): Promise<ClientFault[]> {
  const { code, lastAt } = clientFaults
  // Two may have the same time.
  const latest = [desc(lastAt), asc(code)]
  return query((db) =>
    db
      .select()
      .from(clientFaults)
      .where(eq(clientFaults.clientId, clientId))
      .orderBy(...latest)
      .limit(limit),
  )
}

/** How many logout notices to the client there are in each state. */
export async function countNotices(clientId: string): Promise<Partial<Record<NoticeStatus, number>>> {
  const { status } = logoutNotices
  const rows = await query((db) =>
    db
      .select({ status, count: count() })
      .from(logoutNotices)
      .where(eq(logoutNotices.clientId, clientId))
      .groupBy(status),
  )
  return Object.fromEntries(rows.map((row) => [row.status, row.count]))
}

/** How many people are logged in to the app. */
export async function countPeople(clientId: string): Promise<number> {
  const [row] = await query((db) =>
    db
      .select({ people: countDistinct(sessions.userId) })
      .from(appLogins)
      .innerJoin(sessions, eq(sessions.id, appLogins.sessionId))
      .where(and(eq(appLogins.clientId, clientId), gt(sessions.expiresAt, sql`now()`))),
  )
  return row!.people
}

/** The users who are listed as those who may log in to the app, by email. */
export function findListedUsers(clientId: string): Promise<{ id: string; email: string }[]> {
  return query((db) =>
    db
      .select({ id: users.id, email: users.email })
      .from(clientUsers)
      .innerJoin(users, eq(users.id, clientUsers.userId))
      .where(eq(clientUsers.clientId, clientId))
      .orderBy(asc(users.emailCanonical)),
  )
}

/** The logout notices of one status that have not reached the app, with what came of the latest of them. */
export type UntoldNotices = Pick<typeof logoutNotices.$inferSelect, 'status' | 'statusCode' | 'lastError'> & {
  count: number
  lastAt: Date
}

/** Those that wait after an attempt, were refused or given up. An app that says 400 has read a notice of a session it does not know. */
export function findUntoldNotices(clientId: string): Promise<UntoldNotices[]> {
  const { status, statusCode, lastError, createdAt, attempts, id } = logoutNotices
  const hasFailed = or(
    eq(status, 'failed'),
    and(eq(status, 'queued'), gt(attempts, 0)),
    and(eq(status, 'refused'), ne(statusCode, 400)),
  )
  return query((db) =>
    db
      .selectDistinctOn([status], {
        ...{ status, statusCode, lastError },
        count: sql`count(*) over (partition by ${status})`.mapWith(Number),
        lastAt: createdAt,
      })
      .from(logoutNotices)
      .where(and(eq(logoutNotices.clientId, clientId), hasFailed))
      .orderBy(status, desc(createdAt), desc(id)),
  )
}
