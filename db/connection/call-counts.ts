import { perProcess } from '@/lib/per-process'

/** The database calls of this process so far, for the metrics. */
export type CallCounts = {
  /** How many calls the pool serves at once; 0 before it is open. */
  connections: number
  /** Calls in progress. If there are more than `connections`, the others wait for one. */
  running: number
  answered: number
  unavailable: number
  failed: number
  /** The total time of all finished calls, including the wait for a connection. */
  seconds: number
}

export function callCounts(): CallCounts {
  return perProcess('database-load', () => {
    return { connections: 0, running: 0, answered: 0, unavailable: 0, failed: 0, seconds: 0 }
  })
}
