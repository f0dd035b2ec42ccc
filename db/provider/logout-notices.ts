import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { prepared } from '@/db/connection/prepared'
import { claimDue, inSeconds, isDue, isLeased } from '@/db/outbox/claimed-work'
import { type EventType, events, users } from '@/db/schema'
import { uuidV7 } from '@/db/uuid-v7'
import { logoutNotices } from './login-tables'

export type LogoutNotice = typeof logoutNotices.$inferSelect
/** What the app answered, or why it did not. */
type Answer = Partial<Pick<LogoutNotice, 'statusCode' | 'lastError'>>

/** At most `share` notices to one client, together with those that are `underWay` to it. */
type Share = { share: number; underWay?: Record<string, number> }
type Claim = Partial<Share> & { leaseSeconds?: number }

const findDue = prepared<unknown[], Record<string, never>>('notices_due', (db) =>
  db.select({ id: logoutNotices.id }).from(logoutNotices).where(isDue(logoutNotices)).limit(1),
)

/** Claims up to `limit` due notices. No other instance gets them during the lease. */
export async function claimDueNotices(limit: number, claim: Claim = {}): Promise<LogoutNotice[]> {
  if ((await findDue({})).length === 0) return []
  const { share, underWay, leaseSeconds } = claim
  const only = share === undefined ? undefined : isInShare({ share, underWay })
  return claimDue(logoutNotices, { limit, leaseSeconds, only })
}

/**
 * The soonest notices to each client, up to its share. Clients are found one after the other in the index that begins with them,
 * and not by reading what is due: those to a client that hangs may be a hundred thousand. The range of one client, its order and
 * the fixed limit keep PostgreSQL from choosing another index, and the array from comparing all that is due with those chosen.
 */
export function isInShare({ share, underWay = {} }: Share): SQL {
  const { id, clientId, nextAttemptAt, status } = logoutNotices
  const taken = sql`coalesce((${JSON.stringify(underWay)}::text::jsonb ->> client_id)::int, 0)`
  const inTurn = sql`${clientId}, ${nextAttemptAt}`
  const next = (which?: SQL) => sql`(
    select ${clientId} from ${logoutNotices} where ${and(eq(status, 'queued'), which)} order by ${inTurn} limit 1)`
  return sql`${id} = any (array(
    with recursive waiting (client_id) as (
      ${next()} union all
      select ${next(sql`${clientId} > waiting.client_id`)} from waiting where waiting.client_id is not null
    ), served as materialized (
      select client_id, ${share} - taken as places from (select client_id, ${taken} as taken from waiting) as each
      where client_id is not null and taken < ${share}
    )
    select chosen.id from served, lateral (
      select id from (
        select ${id} from ${logoutNotices}
        where ${clientId} between served.client_id and served.client_id
          and ${eq(status, 'queued')} and ${nextAttemptAt} <= now()
        order by ${inTurn} limit ${share}
      ) as soonest limit served.places
    ) as chosen))`
}

/** Records how it ended, and shows it to the account owner if the account still exists. Does nothing if the lease has ended. */
export async function decideNotice(
  notice: LogoutNotice,
  status: 'told' | 'refused' | 'failed',
  { statusCode = null, lastError = null }: Answer,
): Promise<void> {
  await query((db) => {
    const isSub = eq(users.id, notice.sub)
    const account = db.$with('account').as(db.select({ id: users.id }).from(users).where(isSub).for('key share'))
    const { clientId, clientName } = logoutNotices
    const decided = db
      .$with('decided')
      .as(
        db
          .update(logoutNotices)
          .set({ status, statusCode, lastError, decidedAt: sql`now()` })
          .where(isLeased(logoutNotices, notice))
          .returning({ clientId, clientName }),
      )
    const type = sql.param(`app-logout-${status}` satisfies EventType, events.type)
    const details = sql`jsonb_build_object('app', ${decided.clientName}, 'client', ${decided.clientId})`
    return db
      .with(account, decided)
      .insert(events)
      .select(
        sql`select ${uuidV7}, ${account.id}, ${type}::text, null, null, ${details}, now() from ${account}, ${decided}`,
      )
  })
}

export async function postponeNotice(notice: LogoutNotice, seconds: number, answer: Answer): Promise<void> {
  const { statusCode = null, lastError = null } = answer
  await query((db) =>
    db
      .update(logoutNotices)
      .set({ nextAttemptAt: inSeconds(seconds), statusCode, lastError })
      .where(isLeased(logoutNotices, notice)),
  )
}

export type NoticeRecord = Pick<LogoutNotice, 'id' | 'clientName' | 'status' | 'createdAt' | 'decidedAt'>

/** A page of the notices about the user, newest first; only those older than the notice `before`. */
export function listNoticesOf(
  userId: string,
  { before, limit }: { before?: string; limit: number },
): Promise<NoticeRecord[]> {
  const { id, sub, clientName, status, createdAt, decidedAt } = logoutNotices
  const older = before === undefined ? undefined : lt(id, before)
  return query((db) =>
    db
      .select({ id, clientName, status, createdAt, decidedAt })
      .from(logoutNotices)
      .where(and(eq(sub, userId), older))
      .orderBy(desc(id))
      .limit(limit),
  )
}

/** How many notices are due now, and how many later: being sent, or postponed. Counts at most `limit`, the soonest first. */
export async function countQueuedNotices(limit: number): Promise<{ due: number; later: number }> {
  const { nextAttemptAt, status } = logoutNotices
  const [counts] = await query((db) => {
    const queued = db
      .select({ nextAttemptAt })
      .from(logoutNotices)
      .where(eq(status, 'queued'))
      .orderBy(nextAttemptAt)
      .limit(limit)
      .as('queued')
    const isDue = sql`${queued.nextAttemptAt} <= now()`
    return db
      .select({
        due: sql`count(*) filter (where ${isDue})`.mapWith(Number),
        later: sql`count(*) filter (where not ${isDue})`.mapWith(Number),
      })
      .from(queued)
  })
  return counts!
}
