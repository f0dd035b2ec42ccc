import { and, gt, inArray, type SQL, sql } from 'drizzle-orm'
import { query } from './connection/client'
import type { Database } from './connection/database'
import { prepared } from './connection/prepared'
import { throttles } from './schema'

/** So many within a window that begins with the first. */
export type Limit = { key: string; points: number; seconds: number }

/** How many of the limits had room for this use, and the seconds until the one that had none has it again, else 0. */
export type Used = { allowed: number; wait: number }

type Counted = { place: number; points: number; seconds: number }

/**
 * Part of a statement whose commit is not to wait for the disk: nobody gains who is forgiven the last half second before the
 * database crashed, and each login would otherwise wait for the disk three times.
 */
const unflushed = sql`set_config('synchronous_commit', 'off', true)`

/**
 * Counts one use in each limit, in their order, up to the one that it is one too many for: what is refused by one limit uses up
 * no further one. One statement, so that of calls at once no two see the same number.
 */
export async function useUp(limits: Limit[]): Promise<Used> {
  if (limits.length === 0) return { allowed: 0, wait: 0 }
  const rows = await counting(limits.length)(Object.assign({}, ...limits.map(valuesOf)))
  const last = rows.at(-1)!
  const refused = last.points > limits[last.place]!.points
  return { allowed: last.place + (refused ? 0 : 1), wait: refused ? Math.max(1, Math.ceil(last.seconds)) : 0 }
}

/** Takes one use back in each window that has not ended; the keys in the order of their counting. */
export async function giveBack(keys: string[]): Promise<void> {
  await takeBack({ keys })
}

const takeBack = prepared('give_back', (db) => {
  const keys = sql`${sql.placeholder('keys')}::text[]`
  const stillCounted = and(gt(throttles.points, 0), gt(throttles.expire, sql`now()`))
  const used = db
    .select({ key: throttles.key })
    .from(throttles)
    .where(and(sql`${throttles.key} = any(${keys})`, stillCounted))
    // Locked in the order in which they were counted, or a call that counts meanwhile and this one would wait for each other.
    .orderBy(sql`array_position(${keys}, ${throttles.key})`)
    .for('update')
  const counted = db.$with('counted').as(used)
  return db
    .with(counted)
    .update(throttles)
    .set({ points: sql`${throttles.points} - 1` })
    .where(inArray(throttles.key, db.select({ key: counted.key }).from(counted)))
    .returning({ unflushed })
})

export async function forgetUses(keys: string[]): Promise<void> {
  await query((db) => db.delete(throttles).where(inArray(throttles.key, keys)))
}

const statements = new Map<number, (values: Record<string, unknown>) => Promise<Counted[]>>()

function counting(limits: number) {
  const known = statements.get(limits)
  if (known) return known
  const made = prepared<Counted[], Record<string, unknown>>(`use_up_${limits}`, (db) => build(db, limits))
  statements.set(limits, made)
  return made
}

const valuesOf = ({ key, points, seconds }: Limit, place: number) => ({
  [`key${place}`]: key,
  [`points${place}`]: points,
  [`seconds${place}`]: seconds,
})

function build(db: Database, limits: number) {
  const places = Array.from({ length: limits }, (_, place) => place)
  const columns = { points: sql<number>`points`.as('points'), expire: sql<Date>`expire`.as('expire') }
  const uses = places.map((place) => db.$with(`use${place}`, columns).as(useOf(place)))
  const rows = places.map(
    (place) => sql`select ${sql.raw(String(place))} as place, points, expire from ${sql.identifier(`use${place}`)}`,
  )
  return db
    .with(...uses)
    .select({
      place: sql<number>`place`,
      points: sql<number>`points`,
      seconds: sql<number>`extract(epoch from expire - now())::float8`,
      unflushed,
    })
    .from(sql`(${sql.join(rows, sql` union all `)}) as counted`)
    .orderBy(sql`place`)
}

/** By the database's clock, so that instances whose clocks differ count in one window. */
function useOf(place: number): SQL {
  const key = sql`${sql.placeholder(`key${place}`)}::text`
  const end = sql`now() + make_interval(secs => ${sql.placeholder(`seconds${place}`)})`
  const before = place - 1
  const room = sql`where (select points from ${sql.identifier(`use${before}`)}) <= ${sql.placeholder(`points${before}`)}`
  const isOver = sql`${throttles.expire} <= now()`
  return sql`
    insert into ${throttles} (key, points, expire) select ${key}, 1, ${end} ${place > 0 ? room : sql``}
    on conflict (key) do update set
      points = case when ${isOver} then 1 else ${throttles.points} + 1 end,
      expire = case when ${isOver} then excluded.expire else ${throttles.expire} end
    returning points, expire`
}
