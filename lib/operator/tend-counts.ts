import { countNextDay } from '@/db/operator/daily-counts'
import { isStopping } from '@/lib/process/stopping'

/** Adds up the days that are over, one at a time, each of them once. */
export async function tendCounts(): Promise<void> {
  while (!isStopping() && (await countNextDay()));
}
