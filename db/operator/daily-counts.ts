import { desc, max, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { type EventType, events } from '@/db/schema'
import { asSweeper } from '@/db/sweep/sweep-lock'
import { firstIdAt } from './acts'
import { type CountName, dailyCounts } from './tables'

/** The events that each number counts. */
const counted: [CountName, EventType][] = [
  ['registered', 'register'],
  ['logins', 'login'],
  ['resets', 'password-reset'],
  ['deletions', 'account-deletion-requested'],
  ['deletions', 'account-deletion-scheduled-by-operator'],
]
const DAY_MS = 24 * 3_600_000
/** How far the clock of an instance, which makes the IDs, may be from that of the database. */
const ASKEW_MS = 3_600_000
/** For how many days back events are counted if nothing has been counted for so long. */
const DAYS_BACK = 60

/** Adds up the first finished day that comes after those that are counted. False if there is none, or another instance sweeps. */
export async function countNextDay(): Promise<boolean> {
  const done = await asSweeper(async (tx) => {
    const day = await nextDay(tx)
    if (day) await countDay(tx, day)
    return day !== undefined
  })
  return done ?? false
}

/** Such as 2026-11-29. The first of all days is that of the oldest event, so that no day before the installation has a number. */
async function nextDay(tx: Database): Promise<string | undefined> {
  // What was begun before midnight may be stored a few seconds after it.
  const today = sql`((now() - interval '10 minutes') at time zone 'UTC')::date`
  const afterCounted = tx.select({ day: sql`${max(dailyCounts.day)} + 1` }).from(dailyCounts)
  const ofOldestEvent = tx
    .select({ day: sql`(${events.at} at time zone 'UTC')::date` })
    .from(events)
    .orderBy(events.id)
    .limit(1)
  const [next] = await tx
    .select({ day: sql<string>`greatest(day, ${today} - ${DAYS_BACK}::integer)::text` })
    .from(sql`(select coalesce((${afterCounted}), (${ofOldestEvent})) as day) as next`)
    .where(sql`day < ${today}`)
  return next?.day
}

/**
 * Counts the events of a day in one statement, which changes nothing if the day has been counted. The IDs of events begin with their
 * time, so that the primary key finds those of about this day, and the database's clock decides which of them are.
 */
export async function countDay(tx: Database, day: string): Promise<void> {
  const start = Date.parse(day)
  const [from, to] = [firstIdAt(new Date(start - ASKEW_MS)), firstIdAt(new Date(start + DAY_MS + ASKEW_MS))]
  const { id, type, at } = events
  const which = counted.map(([name, event]) => sql`(${name}, ${sql.param(event, type)})`)
  await tx.execute(sql`
    insert into ${dailyCounts} (day, name, count)
    select ${day}::date, which.name, count(${id})
    from (values ${sql.join(which, sql`, `)}) as which (name, type)
    left join ${events} on ${type} = which.type and ${id} >= ${from} and ${id} < ${to}
      and ${at} >= ${day}::timestamp at time zone 'UTC'
      and ${at} < (${day}::timestamp + interval '1 day') at time zone 'UTC'
    group by which.name
    on conflict do nothing`)
}

/** One number of one day. */
export type DailyCount = typeof dailyCounts.$inferSelect

/** The numbers of so many days, of which the last is the newest that is counted; newest first. */
export function findDailyCounts(days: number): Promise<DailyCount[]> {
  const { day, name } = dailyCounts
  return query((db) => {
    const newest = db.select({ day: max(day) }).from(dailyCounts)
    return db.select().from(dailyCounts).where(sql`${day} > (${newest}) - ${days}::integer`).orderBy(desc(day), name)
  })
}
