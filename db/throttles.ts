import { and, gt, inArray, sql } from 'drizzle-orm'
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible'
import { type Database, query } from './client'
import { throttles } from './schema'

/** So many within a window that begins with the first. */
export type Limit = { key: string; points: number; seconds: number }

/** Counts one use; the seconds until the window ends where it was one too many, else 0. */
export function useUp({ key, points, seconds }: Limit): Promise<number> {
  return query(async (db) => {
    const limiter = new DatabaseLimiter(db, points, seconds)
    return limiter.consume(key).then(
      () => 0,
      (refused) => {
        if (!(refused instanceof RateLimiterRes)) throw refused
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
      },
    )
  })
}

/** Takes one use back in each window that is still the one it was counted in. */
export async function giveBack(keys: string[]): Promise<void> {
  const counted = and(inArray(throttles.key, keys), gt(throttles.points, 0), gt(throttles.expire, sql`now()`))
  await query((db) =>
    db
      .update(throttles)
      .set({ points: sql`${throttles.points} - 1` })
      .where(counted),
  )
}

export async function forgetUses(keys: string[]): Promise<void> {
  await query((db) => db.delete(throttles).where(inArray(throttles.key, keys)))
}

type Counted = { points: number; milliseconds: number }

/** By the database's clock, so that instances whose clocks differ count in one window. */
class DatabaseLimiter extends RateLimiterDrizzle {
  constructor(
    private readonly db: Database,
    points: number,
    seconds: number,
  ) {
    super({
      storeClient: db,
      schema: throttles,
      points,
      duration: seconds,
      keyPrefix: '',
      clearExpiredByTimeout: false,
    })
  }

  /** One statement that counts and reads: of calls at once no two see the same number. */
  async _upsert(key: string, points: number, milliseconds: number): Promise<Counted> {
    const expire = sql`now() + make_interval(secs => ${milliseconds / 1000})`
    const isOver = sql`${throttles.expire} <= now()`
    const [counted] = await this.db
      .insert(throttles)
      .values({ key, points, expire })
      .onConflictDoUpdate({
        target: throttles.key,
        set: {
          points: sql`case when ${isOver} then excluded.points else ${throttles.points} + excluded.points end`,
          expire: sql`case when ${isOver} then excluded.expire else ${throttles.expire} end`,
        },
      })
      .returning({
        points: throttles.points,
        milliseconds: sql<number>`(extract(epoch from ${throttles.expire} - now()) * 1000)::float8`,
      })
    return counted!
  }

  _getRateLimiterRes(_: string, changed: number, { points, milliseconds }: Counted): RateLimiterRes {
    return new RateLimiterRes(Math.max(this.points - points, 0), milliseconds, points, points === changed)
  }
}
