import { isUnavailable } from '@/lib/unavailable'
import { databaseLoad } from './load'

/** Runs one call of the database, and counts how long it took and how it ended. */
export async function observed<T>(work: () => Promise<T>): Promise<T> {
  const load = databaseLoad()
  const begun = performance.now()
  load.running += 1
  try {
    const result = await work()
    load.answered += 1
    return result
  } catch (error) {
    load[isUnavailable(error) ? 'unavailable' : 'failed'] += 1
    throw error
  } finally {
    load.running -= 1
    load.seconds += (performance.now() - begun) / 1000
  }
}
