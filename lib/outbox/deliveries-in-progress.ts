import { setTimeout as sleep } from 'node:timers/promises'
import type { Lane } from './lanes'

/** Pause between starting two, so that requests are answered in between: starting twenty at once would delay them. */
const REST_MILLISECONDS = 2

/** What this process is delivering of a lane: at most as much as the lane has places. */
export function deliveriesInProgress<Work, Outcome>(
  { places, deliver }: Lane<Work, Outcome>,
  decided: (outcome: Outcome) => void = () => {},
) {
  const running = new Set<Promise<void>>()
  return {
    free: () => places - running.size,
    async begin(claimed: Work[]): Promise<void> {
      for (const work of claimed) {
        const job = deliver(work)
          .then(decided)
          .finally(() => running.delete(job))
        running.add(job)
        await sleep(REST_MILLISECONDS)
      }
    },
    /** Waits until half the places are free, because claiming one by one costs as much as sending, or until the time is up. */
    async halfFree(milliseconds: number): Promise<void> {
      const patience = new AbortController()
      const late = sleep(milliseconds, 'late', { signal: patience.signal }).catch(() => 'late')
      while (running.size > places / 2 && (await Promise.race([...running, late])) !== 'late');
      patience.abort()
    },
    allDone: () => Promise.all(running),
  }
}
