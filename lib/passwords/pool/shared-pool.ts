import { perProcess } from '@/lib/per-process'
import type { HashEngine } from './hash-job'
import { HashPool } from './hash-pool'

const shared = perProcess('hash-pool', (): { pool?: HashPool } => ({}))

/** The pool of this process, opened on first use. */
export function hashPool(): HashPool {
  shared.pool ??= new HashPool()
  return shared.pool
}

/** Which bcrypt the workers run, for the log at startup: the fallback takes a third longer. */
export function hashEngine(): Promise<HashEngine> {
  return hashPool().run({ ask: 'engine' })
}

/** Ends the workers. Waiting hashes are refused, and the next use opens a new pool. */
export async function closeHashPool(): Promise<void> {
  const { pool } = shared
  shared.pool = undefined
  await pool?.close()
}
