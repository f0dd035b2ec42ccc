import { setTimeout as sleep } from 'node:timers/promises'
import type { QueuedEmail } from '@/db/outbox'
import type { EmailLane } from '@/db/schema'
import { type Delivered, deliverEmail } from './deliver-email'

/** How many emails of each lane a process sends at the same time: no lane takes the other's places. */
export const AT_ONCE: Record<EmailLane, number> = { resets: 10, others: 20 }
/** Pause between starting two emails, so that requests are answered in between: starting twenty at once would delay them. */
const REST_MILLISECONDS = 2

/** The emails of a lane that this process is sending: at most `places`. */
export function deliveriesInProgress(places: number, decided: (outcome: Delivered) => void = () => {}) {
  const running = new Set<Promise<void>>()
  return {
    free: () => places - running.size,
    async begin(claimed: QueuedEmail[]): Promise<void> {
      for (const email of claimed) {
        const job = deliverEmail(email)
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
