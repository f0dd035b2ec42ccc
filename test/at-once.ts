import { sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'

const POOL_SIZE = 10

/** Runs `work` this many times at once. All connections are opened first, so that none has a head start. */
export async function atOnce<T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> {
  await Promise.all(Array.from({ length: POOL_SIZE }, () => query((db) => db.execute(sql`select 1`))))
  return Promise.all(Array.from({ length: times }, (_, index) => work(index)))
}
