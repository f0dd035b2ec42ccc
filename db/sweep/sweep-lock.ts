import { sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'

/** "sweep" in ASCII, for PostgreSQL's advisory locks. */
const SWEEP_LOCK = 0x7377656570

/** Does the work in a transaction that holds the lock of the sweep; undefined while another instance sweeps. */
export function asSweeper<T>(work: (tx: Database) => Promise<T>): Promise<T | undefined> {
  return transaction(async (tx) => {
    const lock = sql<boolean>`pg_try_advisory_xact_lock(${SWEEP_LOCK}::bigint)`
    const [mine] = await tx.select({ lock }).from(sql`(select 1) as one`)
    return mine?.lock ? work(tx) : undefined
  })
}
