import { inDatabase } from '../servers/in-database'
import type { Site } from '../servers/site'

const NEWEST = Date.parse('2025-11-29')
const DAY_MS = 24 * 3_600_000

/** As if so many accounts had been registered on these days, newest first, and as if there had been twice as many logins. */
export async function countedDays(site: Site, registered: number[]): Promise<void> {
  const rows = registered.flatMap((count, ago) => {
    const day = new Date(NEWEST - ago * DAY_MS).toISOString().slice(0, 10)
    return [
      { day, name: 'registered', count },
      { day, name: 'logins', count: 2 * count },
    ]
  })
  await inDatabase(site, async (sql) => {
    await sql`delete from daily_counts`
    if (rows.length > 0) await sql`insert into daily_counts ${sql(rows)}`
  })
}
