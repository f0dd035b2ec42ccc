import { sql } from 'drizzle-orm'
import { test } from 'playwright/test'
import { query } from '@/db/connection/client'
import { isOnPglite } from '@/e2e/support/needs'

const POOL_SIZE = 10
/** Enough to let each of two or three calls be the first, which is all that the order can change there. */
const ROUNDS_ON_PGLITE = 3

const isEmbedded = () => isOnPglite(test.info().project)

/** Runs `work` this many times at once. All connections are opened first, so that none has a head start. */
export async function atOnce<T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const connections = isEmbedded() ? 1 : POOL_SIZE
  await Promise.all(Array.from({ length: connections }, () => query((db) => db.execute(sql`select 1`))))
  return Promise.all(Array.from({ length: times }, (_, index) => work(index)))
}

/**
 * The numbers of the rounds of a race: so many on a server, and a few on the embedded database, which runs one transaction after
 * the other.
 */
export function rounds(onServer: number): number[] {
  return [...Array(isEmbedded() ? Math.min(onServer, ROUNDS_ON_PGLITE) : onServer).keys()]
}
