import { gte, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { throttles } from '@/db/schema'

/** At most `points` for each key that begins so. */
type Counter = { beginning: string; points: number }

/** More keys than the devices and API clients with which one person fails at the same time. */
const KEYS_AT_MOST = 50

/** Those of the counters that have a key without points left, and the moment at which the last of these keys has some again. */
export async function findUsedUp<C extends Counter>(counters: C[]): Promise<(C & { until: Date })[]> {
  const { key, points, undecided, expire } = throttles
  const given = JSON.stringify(counters.map(({ beginning, points }, place) => ({ place, beginning, points })))
  const rows = await query((db) => {
    // Keys with the same prefix follow each other in the index, whose collation may not be one that finds prefixes.
    const following = db
      .select({ key, points, undecided, expire })
      .from(throttles)
      .where(gte(key, sql`counter.beginning`))
      .orderBy(key)
      .limit(KEYS_AT_MOST)
    return db
      .select({ place: sql<number>`place`, until: sql<Date>`max(expire)`.mapWith(expire) })
      .from(
        sql`jsonb_to_recordset(${given}::text::jsonb) as counter(place int, beginning text, points int)
          cross join lateral (${following}) as found`,
      )
      .where(
        sql`starts_with(found.key, counter.beginning) and found.points - found.undecided >= counter.points
          and found.expire > now()`,
      )
      .groupBy(sql`place`)
      .orderBy(sql`place`)
  })
  return rows.map(({ place, until }) => ({ ...counters[place]!, until }))
}
