import type { HashEngine } from './hash-job'
import { hashPool } from './shared-pool'

/** Which bcrypt the workers run, for the log of the start: the fallback takes a third longer. */
export function hashEngine(): Promise<HashEngine> {
  return hashPool().run({ ask: 'engine' })
}
