import { perProcess } from '@/lib/per-process'
import { HashPool } from './hash-pool'

const shared = perProcess('hash-pool', (): { pool?: HashPool } => ({}))

/** The pool of this process, opened on first use. */
export function hashPool(): HashPool {
  shared.pool ??= new HashPool()
  return shared.pool
}

/** Ends the workers; whoever still waits is refused, and the next use opens a new pool. */
export async function closeHashPool(): Promise<void> {
  const { pool } = shared
  shared.pool = undefined
  await pool?.close()
}
