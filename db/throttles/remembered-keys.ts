import { and, eq, gt, sql } from 'drizzle-orm'
import { prepared } from '@/db/connection/prepared'
import { throttles } from '@/db/schema'
import { unflushed } from './unflushed'

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
