import * as z from 'zod/mini'
import { type DailyCount, findDailyCounts } from '@/db/operator/daily-counts'
import type { CountName } from '@/db/operator/tables'
import { ok } from '@/lib/result'
import { command } from './command'

const HOW_MANY = 'must be a number from 1 to 400'

/** A day of UTC that is over, such as 2026-11-29, and how often each thing happened on it. */
export type CountedDay = { day: string } & Record<CountName, number>

/** How often accounts were registered and so on, day by day, newest first. The last day is the newest that is counted. */
export const listCounts = command(
  {
    name: 'counts list',
    right: 'support',
    record: false,
    input: z.object({
      days: z._default(z.coerce.number(HOW_MANY).check(z.int(HOW_MANY), z.gte(1, HOW_MANY), z.lte(400, HOW_MANY)), 28),
    }),
  },
  async ({ days }) => ok({ days: byDay(await findDailyCounts(days)) }),
)

function byDay(counts: DailyCount[]): CountedDay[] {
  const days = new Map<string, CountedDay>()
  for (const { day, name, count } of counts) {
    const found = days.get(day) ?? { day, registered: 0, logins: 0, resets: 0, deletions: 0 }
    days.set(day, { ...found, [name]: count })
  }
  return [...days.values()]
}
