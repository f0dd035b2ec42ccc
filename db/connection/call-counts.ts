import { perProcess } from '@/lib/per-process'

/** What this process has asked of the database so far, for the metrics. */
export type CallCounts = {
  /** How many calls the pool serves at once; 0 before it is open. */
  connections: number
  /** Calls that are under way; beyond `connections` they wait for one. */
  running: number
  answered: number
  unavailable: number
  failed: number
  /** The time that all ended calls took, waiting for a connection included. */
  seconds: number
}

export function callCounts(): CallCounts {
  return perProcess('database-load', () => {
    return { connections: 0, running: 0, answered: 0, unavailable: 0, failed: 0, seconds: 0 }
  })
}
