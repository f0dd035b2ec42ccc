import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { prepared } from '@/db/connection/prepared'
import { throttles } from '@/db/schema'
import { unflushed } from './unflushed'

/** At most `points` uses within a window that starts with the first one. */
export type Limit = { key: string; points: number; seconds: number }

type Counted = { used: boolean; undecided: number; seconds: number }

const statements = new Map<number, (values: Record<string, unknown>) => Promise<Counted[]>>()

export function counting(limits: number) {
  const known = statements.get(limits)
  if (known) return known
  const made = prepared<Counted[], Record<string, unknown>>(`use_up_${limits}`, (db) => build(db, limits))
  statements.set(limits, made)
  return made
}

export const valuesOf = ({ key, points, seconds }: Limit, place: number) => ({
  [`key${place}`]: key,
  [`points${place}`]: points,
  [`seconds${place}`]: seconds,
})

function build(db: Database, limits: number) {
  const places = Array.from({ length: limits }, (_, place) => place)
  const columns = { expire: sql<Date>`expire`.as('expire') }
  const uses = places.map((place) => db.$with(`use${place}`, columns).as(useOf(place)))
  return db
    .with(...uses)
    .select({
      used: sql<boolean>`used`,
      undecided: sql<number>`undecided`,
      seconds: sql<number>`extract(epoch from expire - now())::float8`,
      unflushed,
    })
    .from(sql`(${sql.join(places.flatMap(outcomesOf), sql` union all `)}) as counted`)
    .orderBy(sql`place`)
}

const wasUsed = (place: number) => (place < 0 ? sql`true` : sql`exists (select from ${sql.identifier(`use${place}`)})`)

/** The count with this use, or the earlier count if there was no room for it. */
function outcomesOf(place: number): SQL[] {
  const [at, key] = [sql.raw(String(place)), sql`${sql.placeholder(`key${place}`)}::text`]
  return [
    sql`select ${at} as place, true as used, 0 as undecided, expire from ${sql.identifier(`use${place}`)}`,
    sql`select ${at}, false, undecided, expire from ${throttles}
      where key = ${key} and ${wasUsed(place - 1)} and not ${wasUsed(place)}`,
  ]
}

/** Uses the database's clock, so that instances whose clocks differ count in the same window. */
function useOf(place: number): SQL {
  const key = sql`${sql.placeholder(`key${place}`)}::text`
  const end = sql`now() + make_interval(secs => ${sql.placeholder(`seconds${place}`)})`
  const undecided = sql`${sql.placeholder('undecided')}::int`
  const isOver = sql`${throttles.expire} <= now()`
  return sql`
    insert into ${throttles} (key, points, undecided, expire)
    select ${key}, 1, ${undecided}, ${end} where ${wasUsed(place - 1)}
    on conflict (key) do update set
      points = case when ${isOver} then 1 else ${throttles.points} + 1 end,
      undecided = case when ${isOver} then excluded.undecided else ${throttles.undecided} + excluded.undecided end,
      expire = case when ${isOver} then excluded.expire else ${throttles.expire} end
    where ${isOver} or ${throttles.points} < ${sql.placeholder(`points${place}`)}::int
    returning expire`
}
