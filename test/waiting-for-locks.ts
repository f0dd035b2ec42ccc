import { sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'

/** How many statements wait for a lock now; on PostgreSQL only. */
export function waitingForLocks(): Promise<number> {
  return query(async (db) => {
    const here = sql`datname = current_database() and wait_event_type = 'Lock'`
    const [row] = await db
      .select({ count: sql`count(*)`.mapWith(Number) })
      .from(sql`pg_stat_activity`)
      .where(here)
    return row!.count
  })
}
