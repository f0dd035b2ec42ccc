import { type HashPool, openHashPool } from './pool'

// On globalThis, so that neither hot reload nor a second copy of this module opens a second pool.
const KEY = Symbol.for('rekey.hash-pool')
const holder = globalThis as { [KEY]?: HashPool }

/** The pool of this process, opened on first use. */
export function hashPool(): HashPool {
  holder[KEY] ??= openHashPool()
  return holder[KEY]
}

/** Ends the workers; whoever still waits is refused, and the next use opens a new pool. */
export async function closeHashPool(): Promise<void> {
  const pool = holder[KEY]
  delete holder[KEY]
  await pool?.close()
}
