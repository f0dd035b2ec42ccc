import { and, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm'
import { query } from './connection/client'
import type { Database } from './connection/database'
import { prepared } from './connection/prepared'
import { throttles } from './schema'

/** At most `points` uses within a window that starts with the first one. */
export type Limit = { key: string; points: number; seconds: number }

/**
 * How many of the limits had room for this use, and the seconds until the one without room has it again, or 0. `undecided` if
 * calls in progress have used up that room and may still give it back.
 */
export type Used = { allowed: number; wait: number; undecided?: true }

type Counted = { used: boolean; undecided: number; seconds: number }

/** A call that finds no room tries again in a second, while attempts in progress may still give back their use. */
const UNDECIDED_WAIT_SECONDS = 1

/**
 * Part of a statement whose commit does not wait for the disk: an attacker gains nothing if the database forgets the last half
 * second before a crash, and each login would otherwise wait for the disk three times.
 */
const unflushed = sql`set_config('synchronous_commit', 'off', true)`

/**
 * Counts one use in each limit, in order, up to the first one without room. A refused use is not counted there or in later
 * limits. Whether an `undecided` use stays is told to `decide` later. It is a single statement, so that two concurrent calls
 * cannot take the same place.
 */
export async function useUp(limits: Limit[], undecided = false): Promise<Used> {
  if (limits.length === 0) return { allowed: 0, wait: 0 }
  const values = Object.assign({ undecided: Number(undecided) }, ...limits.map(valuesOf))
  const rows = await counting(limits.length)(values)
  const allowed = rows.filter(({ used }) => used).length
  if (allowed === limits.length) return { allowed, wait: 0 }
  const full = rows.find(({ used }) => !used)
  // If there is no row, a call at the same time has just begun the window.
  if (!full || full.undecided > 0) return { allowed, wait: UNDECIDED_WAIT_SECONDS, undecided: true }
  return { allowed, wait: Math.max(1, Math.ceil(full.seconds)) }
}

/** Decides the undecided use in each window that has not ended: it stays or is given back. Keys are in the order of counting. */
export async function decide(keys: string[], outcome: 'stays' | 'given back'): Promise<void> {
  await settle({ keys, back: outcome === 'given back' ? 1 : 0 })
}

const settle = prepared('settle_uses', (db) => {
  const keys = sql`${sql.placeholder('keys')}::text[]`
  const stillCounted = and(gt(throttles.points, 0), gt(throttles.expire, sql`now()`))
  const used = db
    .select({ key: throttles.key })
    .from(throttles)
    .where(and(sql`${throttles.key} = any(${keys})`, stillCounted))
    // Locked in the order in which they were counted, to avoid a deadlock with a call that counts meanwhile.
    .orderBy(sql`array_position(${keys}, ${throttles.key})`)
    .for('update')
  const counted = db.$with('counted').as(used)
  return db
    .with(counted)
    .update(throttles)
    .set({
      points: sql`${throttles.points} - ${sql.placeholder('back')}::int`,
      undecided: sql`greatest(${throttles.undecided} - 1, 0)`,
    })
    .where(inArray(throttles.key, db.select({ key: counted.key }).from(counted)))
    .returning({ unflushed })
})

export async function forgetUses(keys: string[]): Promise<void> {
  await query((db) => db.delete(throttles).where(inArray(throttles.key, keys)))
}

/** Forgets every use under keys with one of these prefixes. Returns how many keys still counted. */
export async function forgetUsesBeginning(tx: Database, beginnings: string[]): Promise<number> {
  const begins = or(...beginnings.map((each) => sql`starts_with(${throttles.key}, ${each})`))
  const forgotten = await tx
    .delete(throttles)
    .where(begins)
    .returning({
      counted: sql<boolean>`${throttles.points} > 0 and ${throttles.expire} > now()`,
    })
  return forgotten.filter(({ counted }) => counted).length
}

/** Keeps a key for this many days from now. Written at most once a day, however often it is called. */
export async function remember(key: string, days: number): Promise<void> {
  await rememberKey({ key, days })
}

export async function isRemembered(key: string): Promise<boolean> {
  return (await rememberedKey({ key })).length > 0
}

const rememberKey = prepared('remember_key', (db) => {
  const until = sql`now() + make_interval(days => ${sql.placeholder('days')}::int)`
  return db
    .insert(throttles)
    .values({ key: sql`${sql.placeholder('key')}::text`, points: 0, expire: until })
    .onConflictDoUpdate({
      target: throttles.key,
      set: { expire: sql`excluded.expire` },
      setWhere: sql`${throttles.expire} < excluded.expire - interval '1 day'`,
    })
    .returning({ unflushed })
})

const rememberedKey = prepared('remembered_key', (db) =>
  db
    .select({ key: throttles.key })
    .from(throttles)
    .where(and(eq(throttles.key, sql.placeholder('key')), gt(throttles.expire, sql`now()`))),
)

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
